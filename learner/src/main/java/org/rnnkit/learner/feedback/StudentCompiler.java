package org.rnnkit.learner.feedback;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.feedback.InProcessCompiler.CompileError;
import org.rnnkit.testkit.board.SourceEncoding;
import org.rnnkit.testkit.steps.Step;

/** A compiler for a student's steps. An error in one step does not affect the steps that do not use it. */
public final class StudentCompiler {

    private final Kit kit;
    private final Submission submission;
    private final Path sources;
    private final Path classes;
    private final Path beside;
    private final Path right;
    private final List<CompileError> together;
    private final Map<Step, List<CompileError>> errors = new HashMap<>();

    /**
     * Compiles all steps together.
     *
     * @param scratch an empty folder to write to
     */
    public StudentCompiler(Kit kit, Submission submission, Path scratch) {
        this.kit = kit;
        this.submission = submission;
        this.sources = Scratch.createSubfolder(scratch, "sources");
        this.classes = Scratch.createSubfolder(scratch, "classes");
        this.beside = Scratch.createSubfolder(scratch, "beside");
        this.right = Scratch.createSubfolder(scratch, "right");
        submission.writeHelpers(sources);
        this.together = InProcessCompiler.errors(submission.write(kit.steps(), sources), kit.built().libraries(),
                submission.rootIn(sources), classes);
    }

    /** Returns the folder of the sources. */
    public Path sources() {
        return sources;
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
    public Optional<Step> blockedBy(Step step) {
        List<Path> own = submission.write(List.of(step), sources);
        copyOwnSteps();
        if (own.isEmpty() || !InProcessCompiler.errors(own, kit.built().libraries(), right, beside).isEmpty()) {
            return Optional.empty();
        }
        List<CompileError> found = errors(step);
        List<Step> others = kit.steps().stream().filter(other -> !other.equals(step)).toList();
        return others.stream().filter(other -> found.stream().anyMatch(error -> isAbout(error, other))).findFirst()
                .or(() -> others.stream().filter(other -> uses(own, other)).findFirst());
    }

    /** Copies the kit's own sources of the steps, which compile. The compiler can't read them where the kit has them. */
    private void copyOwnSteps() {
        try {
            for (Step step : kit.steps()) {
                Path file = right.resolve(step.packageName().replace('.', '/')).resolve(step.className() + ".java");
                Files.createDirectories(file.getParent());
                Files.writeString(file, Files.readString(kit.built().course().steps().resolve(step.sourceFile())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy the kit's own steps", e);
        }
    }

    private static boolean isAbout(CompileError error, Step other) {
        Path folder = Path.of(other.packageName().replace('.', '/'));
        return error.file() != null && error.file().getParent().endsWith(folder)
                || error.message().contains(other.className()) || error.message().contains(other.packageName());
    }

    private static boolean uses(List<Path> files, Step other) {
        try {
            for (Path file : files) {
                if (SourceEncoding.read(file).contains(other.fullName())) {
                    return true;
                }
            }
            return false;
        } catch (IOException unreadable) {
            return false;
        }
    }
}
