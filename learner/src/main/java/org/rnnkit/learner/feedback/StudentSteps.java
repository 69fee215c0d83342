package org.rnnkit.learner.feedback;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.board.StubMethods;
import org.rnnkit.testkit.steps.Step;

/**
 * A snapshot of a student's steps, compiled and tested together with each other, as mvn test does. An error in one step does
 * not affect the steps that do not use it.
 */
public final class StudentSteps implements AutoCloseable {

    private final Kit kit;
    private final Submission submission;
    private final WarmTestRunner tests;
    private final Scratch scratch = new Scratch();
    private final Path sources = Scratch.createSubfolder(scratch.folder(), "sources");
    private final Path classes = Scratch.createSubfolder(scratch.folder(), "classes");
    /** The kit's own steps, and the classes of a step that is compiled beside them. */
    private final Path right = Scratch.createSubfolder(scratch.folder(), "right");
    private final Path beside = Scratch.createSubfolder(scratch.folder(), "beside");
    private final List<CompileError> together;
    private final Map<Step, List<CompileError>> errors = new HashMap<>();

    /**
     * Compiles the steps.
     *
     * @param tests tests them; null if they are only compiled
     */
    public StudentSteps(Kit kit, Submission submission, WarmTestRunner tests) {
        this.kit = kit;
        this.submission = submission;
        this.tests = tests;
        this.together = InProcessCompiler.errors(submission.write(kit.steps(), sources), kit.built().libraries(),
                submission.rootIn(sources), classes);
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
                : tests.test(step, ModuleClasses.read(classes()), wanted)
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
            return Optional.of(StepReport.of(step, StepStatus.ERROR, submission.problem(step)
                    .or(() -> submission.notTaken(step).map(file -> "missing: " + file)).orElse(step.className()
                    + ".java is missing: it was deleted or renamed.\n./rnnkit reset " + step.number()
                    + " restores the stub."), List.of()));
        }
        List<CompileError> errors = errors(step);
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
                .withLocation(tested.location()).withOutput(tested.output());
    }

    private StepReport error(Step step, List<CompileError> errors) {
        Optional<Step> other = blockedBy(step);
        if (other.isPresent()) {
            return StepReport.of(step, StepStatus.ERROR, "This step calls step " + other.get().number()
                    + ", which is not right yet: mend step " + other.get().number() + " first.\n"
                    + ErrorExplanation.of(errors), List.of())
                    .withLocation(new SourceLocation(other.get().exerciseFile(), 1));
        }
        CompileError first = errors.get(0);
        return StepReport.of(step, StepStatus.ERROR, ErrorExplanation.of(errors), List.of())
                .withLocation(new SourceLocation(place(first), (int) first.line()));
    }

    private String place(CompileError error) {
        Path file = error.file();
        return file == null ? "" : submission.name() + "/" + sources.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the folder of the classes. A step's tests may call another step, so it has all steps that compile. */
    public Path classes() {
        kit.steps().forEach(this::errors);
        return classes;
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
        Path file = Path.of(step.packageName().replace('.', '/'), step.className() + ".class");
        // With another package line the source compiles, to a class that no test finds.
        return found.isEmpty() && submission.has(step) && !Files.exists(classes.resolve(file)) ? List.of(CompileError.of(
                submission.fileOf(step) + " makes no class " + step.fullName() + ". The first line of code must be:\npackage "
                        + step.packageName() + ";\nand the class must be called " + step.className() + ".")) : found;
    }

    private List<CompileError> compileAlone(Step step) {
        List<Path> own = submission.write(List.of(step), sources);
        if (own.isEmpty()) {
            return List.of(CompileError.of("missing: " + submission.fileOf(step)));
        }
        List<CompileError> found = together.stream().filter(error -> own.contains(error.file())).toList();
        if (!found.isEmpty()) {
            return found;
        }
        // Compiled alone: the compiler takes the steps that this one uses from their sources.
        List<Path> libraries = new ArrayList<>(kit.built().libraries());
        libraries.add(classes);
        return InProcessCompiler.errors(own, libraries, submission.rootIn(sources), classes);
    }

    /**
     * Finds the step to mend before another one can compile.
     *
     * @return the other step, if this one compiles beside the right ones; empty if the error is its own
     */
    private Optional<Step> blockedBy(Step step) {
        List<Path> own = submission.write(List.of(step), sources);
        copyOwnSteps();
        if (own.isEmpty() || !InProcessCompiler.errors(own, kit.built().libraries(), right, beside).isEmpty()) {
            return Optional.empty();
        }
        List<CompileError> found = errors(step);
        List<Step> others = kit.steps().stream().filter(other -> !other.equals(step)).toList();
        return others.stream().filter(other -> found.stream().anyMatch(error -> isAbout(error, other))).findFirst()
                .or(() -> others.stream().filter(other -> submission.texts(step).stream()
                        .anyMatch(text -> text.contains(other.fullName()))).findFirst());
    }

    /** Copies the kit's own sources of the steps, which compile. The kit has them in an archive. */
    private void copyOwnSteps() {
        for (Step step : kit.steps()) {
            Path file = right.resolve(step.packageName().replace('.', '/')).resolve(step.className() + ".java");
            Uncheck.run(() -> {
                Files.createDirectories(file.getParent());
                Files.copy(kit.built().course().steps().resolve(step.sourceFile()), file, StandardCopyOption.REPLACE_EXISTING);
            });
        }
    }

    private static boolean isAbout(CompileError error, Step other) {
        Path folder = Path.of(other.packageName().replace('.', '/'));
        return error.file() != null && error.file().getParent().endsWith(folder)
                || error.message().contains(other.className()) || error.message().contains(other.packageName());
    }

    @Override
    public void close() {
        scratch.close();
    }
}
