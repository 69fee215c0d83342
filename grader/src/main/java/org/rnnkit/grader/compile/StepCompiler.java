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

/** Turns a submission's sources into folders of classes that a worker can run. */
public final class StepCompiler implements AutoCloseable {

    private final Kit kit;
    private final Path scratch;
    private final CompilerProcess javac = new CompilerProcess();

    /**
     * Makes a compiler.
     *
     * @param kit the kit
     * @param scratch a folder to write to, which is there
     */
    public StepCompiler(Kit kit, Path scratch) {
        this.kit = kit;
        this.scratch = scratch;
    }

    /**
     * Compiles one step over the reference's other eight; without a reference, over the student's own.
     *
     * @param submission where the sources are
     * @param step the step
     * @return its classes, or what is wrong
     */
    public CompiledStep compile(Submission submission, Step step) {
        if (submission.problem(step).isPresent()) {
            return broken(step, submission.problem(step).get());
        }
        if (!submission.has(step)) {
            return broken(step, "missing: " + submission.fileOf(step));
        }
        Path others = emptyFolder(step.id() + "/others");
        Path own = emptyFolder(step.id() + "/own");
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
        String errors = javac.compile(sources, submission.write(List.of(step), sources), classPath, sourcePath, own);
        if (!errors.isEmpty()) {
            return broken(step, "does not compile: " + errors);
        }
        if (!Files.exists(own.resolve(classFile(step)))) {
            return broken(step, "there is no class " + step.packageName() + "." + step.className() + " in "
                    + submission.fileOf(step) + "; check the package line and the class's name");
        }
        List<Step> taken = kit.reference().isPresent() ? List.of(step) : kit.graded();
        return new CompiledStep(step, List.of(others, only(taken, own, step.id() + "/classes")), "");
    }

    /**
     * Compiles all nine of a student's steps together.
     *
     * @param submission where the sources are
     * @return their classes, or what is wrong
     */
    public CompiledSteps compileAll(Submission submission) {
        Path own = emptyFolder("all/own");
        Path sources = emptyFolder("all/sources");
        // Nobody compiles nine together and then goes on compiling.
        try (javac) {
            String errors = javac.compile(sources, submission.write(kit.steps(), sources), kit.libraries(),
                    emptyFolder("all/none"), own);
            return new CompiledSteps(only(kit.steps(), own, "all/classes"), errors);
        }
    }

    private static CompiledStep broken(Step step, String problem) {
        return new CompiledStep(step, List.of(), problem);
    }

    /** A file may declare any package; only the steps' own packages go on. */
    private Path only(List<Step> steps, Path classes, String name) {
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
