package org.rnnkit.grader.verify;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.StepParts;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/** Asks a step's code and judges what it answers. The questions are drawn anew in every run of the grader. */
public final class Verifier {

    private static final int QUESTIONS = 4;

    private final long seed;
    private final StepCheck check;
    private final List<ProbePayload> questions;

    /**
     * Draws the questions.
     *
     * @param step the step
     */
    public Verifier(Step step) {
        this(step, Draw.SEED);
    }

    /**
     * Draws the questions with a seed that is not this run's.
     *
     * @param step the step
     * @param seed the seed
     */
    public Verifier(Step step, long seed) {
        this.seed = seed;
        check = check(step);
        questions = IntStream.range(0, QUESTIONS)
                .mapToObj(i -> question(check, new Draw(seed, "check " + step.id() + " " + i), i)).toList();
    }

    /** Finds the step's check, and makes sure that the worker will find the probe. */
    private static StepCheck check(Step step) {
        try {
            StepParts.require(Probe.class, step.className(), Probe.SUFFIX);
            return StepCheck.of(step);
        } catch (IllegalStateException missing) {
            throw new GraderException(missing.getMessage(), missing);
        }
    }

    /** Draws a question, and what the engine is seeded with when it is asked. */
    static ProbePayload question(StepCheck check, Draw draw, int number) {
        return check.question(draw, number).with(Probe.ENGINE_SEED, draw.integer(0, Integer.MAX_VALUE - 1));
    }

    /**
     * Returns what the step's code is asked.
     *
     * @return the questions
     */
    public List<ProbePayload> questions() {
        return questions;
    }

    /**
     * Judges.
     *
     * @param answers what came back, if anything did that can be read
     * @return whether it is right
     */
    public IndependentCheck judge(Optional<StepAnswers> answers) {
        List<ProbeAnswer> given = answers.map(StepAnswers::answers).orElse(null);
        if (given == null || given.size() != questions.size()) {
            return IndependentCheck.failed("there is no readable answer to what the step was asked");
        }
        for (int i = 0; i < questions.size(); i++) {
            Optional<String> wrong = wrong(questions.get(i), given.get(i));
            if (wrong.isPresent()) {
                return IndependentCheck.failed(wrong.get() + " (seed " + seed + ")");
            }
        }
        return IndependentCheck.PASSED;
    }

    private Optional<String> wrong(ProbePayload question, ProbeAnswer answer) {
        if (answer == null || answer.values() == null) {
            return Optional.of(answer == null || answer.failure() == null ? "an answer is missing" : answer.failure());
        }
        try {
            check.compare(question, answer.values());
            return Optional.empty();
        } catch (AnswerMismatch disagreement) {
            return Optional.of(disagreement.getMessage());
        } catch (RuntimeException malformed) {
            // Whatever a forged answer may hold, it is not a right one.
            return Optional.of("an answer is not of the form that it must have");
        }
    }
}
