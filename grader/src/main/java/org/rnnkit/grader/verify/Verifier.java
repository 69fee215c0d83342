package org.rnnkit.grader.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.process.WorkerText;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.StepParts;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The independent check of one step: it draws questions for the step's code and judges the answers. The questions follow from
 * the code that will answer them and from a {@link Secret}. So nobody can know them before the code is written, other code gets
 * other questions, and equal code gets equal points each time it is graded on this machine.
 */
public final class Verifier {

    /** The name of the system property with the seed for all steps. */
    public static final String SEED = "rnnkit.seed";

    private final long seed;
    private final StepCheck check;
    private final List<ProbePayload> questions;

    /**
     * Draws the questions with the seed of some code. The property {@link #SEED}, which repeats an earlier result, replaces it;
     * with a dot and the step's id behind it, for one step.
     *
     * @param code a hash of the kit and of everything in the submission that runs in the process of the answers
     */
    public Verifier(Step step, String code) {
        this(step, Long.getLong(SEED + "." + step.id(), Long.getLong(SEED, Secret.OF_THIS_USER.seed(step, code))));
    }

    /** Draws the questions with a given seed. */
    public Verifier(Step step, long seed) {
        this.seed = seed;
        check = check(step);
        questions = IntStream.range(0, check.questions())
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

    /** Draws a question, together with a seed for the engine's own random numbers while it is answered. */
    static ProbePayload question(StepCheck check, Draw draw, int number) {
        return check.question(draw, number).with(Probe.ENGINE_SEED, draw.integer(0, Integer.MAX_VALUE - 1));
    }

    /** Returns the seed of the questions. */
    public long seed() {
        return seed;
    }

    /** Returns the questions for the step's code. */
    public List<ProbePayload> questions() {
        return questions;
    }

    /**
     * Judges the answers of the step's code.
     *
     * @param answers the answers; empty if none could be read
     * @return the result of the check; if it failed, its message is about the first wrong answer
     */
    public IndependentCheck judge(Optional<StepAnswers> answers) {
        List<ProbeAnswer> list = answers.map(StepAnswers::answers).orElse(null);
        if (list == null || list.size() != questions.size()) {
            return IndependentCheck.failed("there is no readable answer to the questions of the check");
        }
        return IntStream.range(0, questions.size()).mapToObj(i -> mistake(i, list.get(i)))
                .filter(mistake -> !mistake.isEmpty()).findFirst()
                .map(mistake -> IndependentCheck.failed(mistake + " (seed " + seed + ")")).orElse(IndependentCheck.PASSED);
    }

    /**
     * Judges one answer.
     *
     * @param number the number of the question, from 0
     * @return the answer's first mistake; empty if it has none
     */
    public String mistake(int number, ProbeAnswer answer) {
        return mistake(check, questions.get(number), answer);
    }

    static String mistake(StepCheck check, ProbePayload question, ProbeAnswer answer) {
        if (answer == null || answer.values() == null) {
            return answer == null || answer.failure() == null ? "an answer is missing"
                    : "the call ended with " + answer.failure();
        }
        String wrongResult = wrongResult(check, question, answer.values());
        return wrongResult.isEmpty() ? first(answer.values().sideEffects()) : wrongResult;
    }

    private static String wrongResult(StepCheck check, ProbePayload question, ProbePayload answer) {
        try {
            if (!question.texts().containsKey(Probe.BAD_ARGUMENT)) {
                check.compare(question, answer);
            }
            return first(answer.mistakes());
        } catch (AnswerMismatch mismatch) {
            return WorkerText.of(mismatch.getMessage());
        } catch (RuntimeException malformed) {
            // A forged answer may contain anything, and make the comparison itself fail.
            return "an answer is malformed";
        }
    }

    private static String first(List<String> mistakes) {
        return mistakes.isEmpty() ? "" : String.valueOf(mistakes.get(0)); // a forged one may be null
    }

    /** A key of this machine's user, with which seeds follow from code, and without which nobody can compute them. */
    record Secret(byte[] key) {

        private static final int BYTES = 32;
        private static final String HMAC = "HmacSHA256";
        private static final Secret OF_THIS_USER = read(BuiltKit.cache().resolveSibling("questions.secret"));

        /** Reads the key from a file, or makes one and saves it. If it can't be saved, only this process has it. */
        static Secret read(Path file) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            try {
                if (!Files.isRegularFile(file) || Files.size(file) != BYTES) {
                    Files.createDirectories(file.getParent());
                    save(key, file);
                }
                return new Secret(Files.readAllBytes(file));
            } catch (IOException notSaved) {
                return new Secret(key);
            }
        }

        /** Saves a key, unless another process has saved its own at the same moment: all use the first one. */
        private static void save(byte[] key, Path file) throws IOException {
            if (Files.isRegularFile(file) && Files.size(file) != BYTES) {
                Files.delete(file);
            }
            // Only its owner can read a temporary file, from the beginning.
            Path made = Files.write(Files.createTempFile(file.getParent(), "questions", ".part"), key);
            try {
                Files.createLink(file, made);
            } catch (FileAlreadyExistsException savedByAnother) {
                return;
            } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
                AtomicFile.move(made, file);
            } finally {
                Files.deleteIfExists(made);
            }
        }

        long seed(Step step, String code) {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(new SecretKeySpec(key, HMAC));
                return ByteBuffer.wrap(mac.doFinal((step.id() + " " + code).getBytes(StandardCharsets.UTF_8))).getInt()
                        & Integer.MAX_VALUE;
            } catch (GeneralSecurityException e) {
                throw new GraderException("This Java has no " + HMAC, e);
            }
        }
    }
}
