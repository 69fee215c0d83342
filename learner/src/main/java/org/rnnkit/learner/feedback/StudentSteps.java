package org.rnnkit.learner.feedback;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.learner.background.StepsFailure;
import org.rnnkit.testkit.board.StubMethods;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;
import org.rnnkit.testkit.steps.Step;

/**
 * A snapshot of a student's steps, compiled together with each other, as mvn test does. An error in one step does not affect
 * the steps that do not use it.
 */
public final class StudentSteps {

    private final Kit kit;
    private final Submission submission;
    private final Map<String, byte[]> sources;
    private final Map<String, byte[]> classes = new TreeMap<>();
    private final List<CompileError> together;
    private final Map<Step, List<CompileError>> errors = new HashMap<>();

    /** Compiles the steps. */
    public StudentSteps(Kit kit, Submission submission) {
        this.kit = kit;
        this.submission = submission;
        this.sources = submission.files(kit.steps());
        this.together = compile(sources);
    }

    /**
     * Returns the report of a step that needs no test.
     *
     * @return the report of a step that has no file, does not compile or is still the stub; empty for others
     */
    public Optional<StepReport> known(Step step) {
        if (!submission.hasClass(step)) {
            return Optional.of(StepReport.of(step, StepStatus.ERROR, submission.problem(step)
                    .or(() -> submission.notTaken(step).map(file -> "missing: " + file)).orElse(step.className()
                    + ".java is missing: it was deleted or renamed.\n./rnnkit reset " + step.number()
                    + " restores the stub."), List.of()));
        }
        List<CompileError> errors = errors(step);
        if (!errors.isEmpty()) {
            return Optional.of(submission.nameEncoding(error(step, errors), step));
        }
        boolean isBegun = submission.isWritten(step) || submission.isHalfWritten(step)
                || submission.leftLine(step, kit.built().stub(step)).isPresent();
        return isBegun ? Optional.empty() : Optional.of(StepReport.of(step, StepStatus.NOT_STARTED, "", List.of()));
    }

    /** Completes a tested step's report by what only the sources show: a stub's line, missing methods, and another encoding. */
    public StepReport complete(Step step, StepReport tested) {
        StepReport named = submission.nameStubLine(tested, step, kit.built().stub(step));
        return submission.nameEncoding(withStubs(step, named), step);
    }

    /** Says that only the constructor is missing where it hides the methods that are written from the tests. */
    private static StepReport withStubs(Step step, StepReport tested) {
        return tested.status() != StepStatus.NOT_STARTED ? tested : StepReport.of(step, StepStatus.FAILED,
                new StubMethods(step, List.of(step.className())).message(), tested.tests())
                .withLocation(tested.location()).withRun(tested.seed(), tested.seconds(), tested.output());
    }

    private StepReport error(Step step, List<CompileError> errors) {
        Optional<Step> other = blockedBy(step);
        if (other.isPresent()) {
            return StepReport.of(step, StepStatus.ERROR, Failure.of("This step calls step " + other.get().number()
                    + ", which is not right yet: mend step " + other.get().number() + " first.",
                    ErrorExplanation.of(errors, sources).text()), List.of())
                    .withLocation(new SourceLocation(other.get().exerciseFile(), 1));
        }
        CompileError first = errors.get(0);
        return StepReport.of(step, StepStatus.ERROR, ErrorExplanation.of(errors, sources)
                .at(first.file() == null ? null : FailurePlace.of(first.file(), first.line())), List.of())
                .withLocation(new SourceLocation(first.file() == null ? "" : submission.name() + "/" + first.file(),
                        (int) first.line()));
    }

    /** Returns the class files of all steps that compile, by their paths on a class path: a step's tests may call another. */
    public Map<String, byte[]> classes() {
        kit.steps().forEach(this::errors);
        return classes;
    }

    /**
     * Returns the class files of all steps that compile, if these do.
     *
     * @throws StepsFailure if one of them does not compile
     */
    public Map<String, byte[]> compiled(List<Step> needed) {
        for (Step step : needed) {
            List<CompileError> found = errors(step);
            if (!found.isEmpty()) {
                throw new StepsFailure("The steps of " + submission.name() + " do not compile: "
                        + ErrorExplanation.of(found, sources).text());
            }
        }
        return classes();
    }

    /**
     * Returns the errors that prevent a step from running. If the steps do not compile together, it compiles this one.
     *
     * @return the errors in the step, or else in the steps that it uses; empty if it compiles
     */
    public List<CompileError> errors(Step step) {
        return errors.computeIfAbsent(step, this::find);
    }

    private List<CompileError> find(Step step) {
        List<CompileError> found = together.isEmpty() ? List.of() : compileAlone(step);
        // With another package line the source compiles, to a class that no test finds.
        return found.isEmpty() && submission.has(step) && !classes.containsKey(step.fullName().replace('.', '/') + ".class")
                ? List.of(CompileError.of(submission.fileOf(step) + " makes no class " + step.fullName()
                        + ". The first line of code must be:\npackage " + step.packageName()
                        + ";\nand the class must be called " + step.className() + ".")) : found;
    }

    private List<CompileError> compileAlone(Step step) {
        Map<String, byte[]> own = submission.files(List.of(step));
        if (own.isEmpty()) {
            return List.of(CompileError.of("missing: " + submission.fileOf(step)));
        }
        List<CompileError> found = together.stream().filter(error -> own.containsKey(error.file())).toList();
        return found.isEmpty() ? compile(own) : found;
    }

    /** Compiles sources with those that they use, and keeps the classes. */
    private List<CompileError> compile(Map<String, byte[]> some) {
        Map<String, byte[]> others = new TreeMap<>(sources);
        others.keySet().removeAll(some.keySet());
        CompileAnswer answer = InProcessCompiler.compile(some, others, submission.root(), kit.built().libraries());
        classes.putAll(answer.classes());
        return answer.errors();
    }

    /**
     * Finds the step to mend before another one can compile.
     *
     * @return the other step, if this one compiles beside the right ones; empty if the error is its own
     */
    private Optional<Step> blockedBy(Step step) {
        Map<String, byte[]> own = submission.files(List.of(step));
        if (own.isEmpty() || !InProcessCompiler.compile(own, rightSteps(), "", kit.built().libraries()).errors().isEmpty()) {
            return Optional.empty();
        }
        List<CompileError> found = errors(step);
        List<Step> others = kit.steps().stream().filter(other -> !other.equals(step)).toList();
        return others.stream().filter(other -> found.stream().anyMatch(error -> isAbout(error, other))).findFirst()
                .or(() -> others.stream().filter(other -> submission.texts(step).stream()
                        .anyMatch(text -> text.contains(other.fullName()))).findFirst());
    }

    /** Reads the kit's own sources of the steps, which compile, by their paths from a source root. */
    private Map<String, byte[]> rightSteps() {
        Map<String, byte[]> right = new TreeMap<>();
        kit.steps().forEach(step -> right.put(step.fullName().replace('.', '/') + ".java", Uncheck.get(() ->
                Files.readAllBytes(kit.built().course().steps().resolve(step.sourceFile())))));
        return right;
    }

    private static boolean isAbout(CompileError error, Step other) {
        return error.file() != null && error.file().contains(other.packageName().replace('.', '/') + "/")
                || error.message().contains(other.className()) || error.message().contains(other.packageName());
    }
}
