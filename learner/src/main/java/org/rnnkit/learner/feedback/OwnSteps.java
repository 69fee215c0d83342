package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Check;
import org.rnnkit.grader.report.Location;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.compile.CompileError;
import org.rnnkit.learner.compile.OwnCompiler;
import org.rnnkit.learner.explain.Explanation;
import org.rnnkit.testkit.steps.Step;

/** A student's steps as they are at one time, each beside the student's own others, as mvn test has them. */
public final class OwnSteps implements AutoCloseable {

    private static final Check NO_CHECK = Check.notRun("feedback, not a mark");

    private final Submission submission;
    private final WarmTests tests;
    private final Scratch scratch = new Scratch();
    private final OwnCompiler compiled;

    /**
     * Compiles them.
     *
     * @param kit the kit
     * @param submission their sources
     * @param tests what runs their tests
     */
    public OwnSteps(Kit kit, Submission submission, WarmTests tests) {
        this.submission = submission;
        this.tests = tests;
        this.compiled = new OwnCompiler(kit, submission, scratch.folder());
    }

    /**
     * Tests one.
     *
     * @param step the step
     * @param wanted whether the result is still wanted; the tests are stopped when it is not
     * @return how it came out; nothing if it was not wanted any more
     */
    public Optional<StepReport> test(Step step, BooleanSupplier wanted) {
        Optional<StepReport> known = known(step);
        return known.isPresent() ? known : tests.test(step, compiled.classes(), wanted);
    }

    /**
     * Says what is known without a test.
     *
     * @param step the step
     * @return that it does not compile or is still the stub, if so
     */
    public Optional<StepReport> known(Step step) {
        List<CompileError> errors = compiled.errors(step);
        if (!errors.isEmpty()) {
            return Optional.of(error(step, errors));
        }
        return submission.isWritten(step) ? Optional.empty()
                : Optional.of(StepReport.of(step, Status.NOT_STARTED, "", List.of()));
    }

    /**
     * Tests one to the end.
     *
     * @param step the step
     * @return how it came out
     */
    public StepReport test(Step step) {
        return test(step, () -> true).orElseThrow();
    }

    private StepReport error(Step step, List<CompileError> errors) {
        CompileError first = errors.get(0);
        return StepReport.of(step, Status.ERROR, Explanation.of(errors), List.of())
                .with(new Location(place(first), (int) first.line()), NO_CHECK);
    }

    private String place(CompileError error) {
        Path file = error.file();
        return file == null ? "" : submission.name() + "/" + compiled.sources().relativize(file).toString().replace('\\', '/');
    }

    @Override
    public void close() {
        scratch.close();
    }
}
