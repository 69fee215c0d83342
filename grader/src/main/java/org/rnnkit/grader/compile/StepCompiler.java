package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A compiler for a submission's steps: from sources it makes folders of classes for a worker. */
public final class StepCompiler implements AutoCloseable {

    private final Kit kit;
    private final Path scratch;
    private final CompilerProcess javac = new CompilerProcess();

    /**
     * Makes a compiler.
     *
     * @param kit the kit
     * @param scratch an existing folder to write to
     */
    public StepCompiler(Kit kit, Path scratch) {
        this.kit = kit;
        this.scratch = scratch;
    }

    /**
     * Compiles one step together with the reference's other eight; without a reference, with the student's own.
     *
     * @param submission the submission with the sources
     * @param step the step
     * @return its classes, or the reason why it could not be compiled
     */
    public CompiledStep compile(Submission submission, Step step) {
        if (submission.problem(step).isPresent()) {
            return broken(step, submission.problem(step).get());
        }
        if (!submission.has(step)) {
            return broken(step, "missing: " + submission.fileOf(step));
        }
        Path others = emptyFolder(step.id() + "/others");
        Path compiled = emptyFolder(step.id() + "/own");
        Path sourcePath = emptyFolder(step.id() + "/none");
        Path sources = emptyFolder(step.id() + "/sources");
        if (kit.reference().isPresent()) {
            Steps.all().stream().filter(other -> other.number() != step.number())
                    .forEach(other -> copyClasses(kit.reference().get(), other, others));
        } else {
            submission.write(kit.graded(), sources);
            sourcePath = submission.rootIn(sources);
        }
        List<Path> classPath = new ArrayList<>(kit.libraries());
        classPath.add(others);
        String errors = javac.compile(sources, submission.write(List.of(step), sources), classPath, sourcePath, compiled);
        if (!errors.isEmpty()) {
            return broken(step, "does not compile: " + errors);
        }
        if (!Files.exists(compiled.resolve(classFile(step)))) {
            return broken(step, "there is no class " + step.packageName() + "." + step.className() + " in "
                    + submission.fileOf(step) + "; check the package line and the class's name");
        }
        List<Step> own = kit.reference().isPresent() ? List.of(step) : kit.graded();
        return new CompiledStep(step, List.of(others, copyStepPackages(own, compiled, step.id() + "/classes")), "");
    }

    /**
     * Compiles all nine of a student's steps together. Nothing can be compiled after that.
     *
     * @param submission the submission with the sources
     * @return their classes, or the reason why they could not be compiled
     */
    public CompiledSteps compileAll(Submission submission) {
        Path compiled = emptyFolder("all/own");
        Path sources = emptyFolder("all/sources");
        // The compiler process is not needed any longer.
        try (javac) {
            String errors = javac.compile(sources, submission.write(kit.steps(), sources), kit.libraries(),
                    emptyFolder("all/none"), compiled);
            return new CompiledSteps(copyStepPackages(kit.steps(), compiled, "all/classes"), errors);
        }
    }

    private static CompiledStep broken(Step step, String problem) {
        return new CompiledStep(step, List.of(), problem);
    }

    /** Copies only the classes in the steps' own packages, because a source file may declare any package. */
    private Path copyStepPackages(List<Step> steps, Path classes, String name) {
        Path target = emptyFolder(name);
        steps.forEach(step -> copyClasses(classes, step, target));
        return target;
    }

    private static void copyClasses(Path from, Step step, Path to) {
        Path folder = Path.of(step.packageName().replace('.', '/'));
        if (!Files.isDirectory(from.resolve(folder))) {
            return;
        }
        try (Stream<Path> files = Files.list(from.resolve(folder))) {
            Files.createDirectories(to.resolve(folder));
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                Files.copy(file, to.resolve(folder).resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't copy the classes of " + step.id(), e);
        }
    }

    private static String classFile(Step step) {
        return step.packageName().replace('.', '/') + "/" + step.className() + ".class";
    }

    private Path emptyFolder(String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }

    @Override
    public void close() {
        javac.close();
    }
}
