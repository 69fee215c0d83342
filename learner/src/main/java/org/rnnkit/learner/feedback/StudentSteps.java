package org.rnnkit.learner.feedback;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.SourceLocation;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.feedback.InProcessCompiler.CompileError;
import org.rnnkit.testkit.board.StepState.StubMethods;
import org.rnnkit.testkit.steps.Step;

/** A snapshot of a student's steps, compiled and tested together with each other, as mvn test does. */
public final class StudentSteps implements AutoCloseable {

    private final Submission submission;
    private final WarmTestRunner tests;
    private final Scratch scratch = new Scratch();
    private final StudentCompiler compiled;

    /** Compiles the steps. */
    public StudentSteps(Kit kit, Submission submission, WarmTestRunner tests) {
        this.submission = submission;
        this.tests = tests;
        this.compiled = new StudentCompiler(kit, submission, scratch.folder());
    }

    /**
     * Tests a step.
     *
     * @param wanted whether the result is still wanted; the tests are stopped when it is not
     * @return the step's report; empty if it is no longer wanted
     */
    public Optional<StepReport> test(Step step, BooleanSupplier wanted) {
        Optional<StepReport> known = known(step);
        Optional<StepReport> report = known.isPresent() ? known
                : tests.test(step, compiled.classes(), wanted)
                        .map(tested -> submission.nameEncoding(withStubs(step, tested), step));
        if (report.isPresent() && report.get().status() != StepStatus.PASSED) {
            scratch.requireIntact();
        }
        return report;
    }

    /**
     * Returns the report of a step that needs no test.
     *
     * @return the report of a step that has no file, does not compile or is still the stub; empty for others
     */
    public Optional<StepReport> known(Step step) {
        if (!submission.hasClass(step)) {
            return Optional.of(StepReport.of(step, StepStatus.ERROR, submission.problem(step).orElse(step.className()
                    + ".java is missing: it was deleted or renamed.\n./rnnkit reset " + step.number()
                    + " restores the stub."), List.of()));
        }
        List<CompileError> errors = compiled.errors(step);
        if (!errors.isEmpty()) {
            return Optional.of(submission.nameEncoding(error(step, errors), step));
        }
        return submission.isWritten(step) || submission.isHalfWritten(step) ? Optional.empty()
                : Optional.of(StepReport.of(step, StepStatus.NOT_STARTED, "", List.of()));
    }

    /** Tests a step to the end. */
    public StepReport test(Step step) {
        return test(step, () -> true).orElseThrow();
    }

    /** Says that only the constructor is missing where it hides the methods that are written from the tests. */
    private static StepReport withStubs(Step step, StepReport tested) {
        return tested.status() != StepStatus.NOT_STARTED ? tested : StepReport.of(step, StepStatus.FAILED,
                new StubMethods(step, List.of(step.className())).message(), tested.tests())
                .with(tested.location(), tested.check()).withOutput(tested.output());
    }

    private StepReport error(Step step, List<CompileError> errors) {
        Optional<Step> other = compiled.blockedBy(step);
        if (other.isPresent()) {
            return StepReport.of(step, StepStatus.ERROR, "This step calls step " + other.get().number()
                    + ", which is not right yet: mend step " + other.get().number() + " first.\n"
                    + ErrorExplanation.of(errors), List.of())
                    .with(new SourceLocation(other.get().exerciseFile(), 1), WarmTestRunner.NO_CHECK);
        }
        CompileError first = errors.get(0);
        return StepReport.of(step, StepStatus.ERROR, ErrorExplanation.of(errors), List.of())
                .with(new SourceLocation(place(first), (int) first.line()), WarmTestRunner.NO_CHECK);
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
