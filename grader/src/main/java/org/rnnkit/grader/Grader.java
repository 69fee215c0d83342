package org.rnnkit.grader;

import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.verdict.TestNames;

/**
 * The grader: it takes a submission, compiles and runs its steps, and trains with them. Its findings are a report without an
 * instructor's points and decisions, from which {@code marking} computes the mark. They depend on the submission, the kit and
 * its limits, so they are kept when points and deadlines change.
 */
public final class Grader {

    private final Kit kit;
    private final Sandbox sandbox;
    private final StepCompiler compiler;
    private final Trainer trainer;
    private final TestNames names;

    /** Makes a grader for all submissions of a course. */
    public Grader(Kit kit, Sandbox sandbox, StepCompiler compiler, Trainer trainer) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.compiler = compiler;
        this.trainer = trainer;
        this.names = new TestNames(kit);
    }

    /**
     * Grades one submission. Several threads may each grade another one.
     *
     * @throws GraderException if the machine or the kit is to blame: there is no score then
     */
    public Report run(Submission submission, Consumer<StepReport> progress) {
        try (Scratch scratch = new Scratch()) {
            List<StepReport> graded = new StepsGrading(submission, kit, compiler, names, sandbox, scratch).grade(progress);
            List<StepReport> steps = graded.subList(0, kit.steps().size());
            TrainingOutcome training = trainer.train(submission, steps, scratch.folder());
            if (training.report() == null) {
                scratch.requireIntact();
            }
            return new Report(submission.name(), steps, List.of(), training.report(), training.message(),
                    submission.ignored(), sandbox.isolation())
                    .withBonus(graded.subList(steps.size(), graded.size()));
        }
    }
}
