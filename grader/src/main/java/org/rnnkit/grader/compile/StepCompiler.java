package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/**
 * A compiler for the steps of submissions, one after the other or several at a time: from sources it makes the classes
 * for a worker. All submissions share one compiler process.
 */
public final class StepCompiler implements AutoCloseable {

    private final Kit kit;
    private final Scratch scratch = new Scratch();
    private final CompilerProcess javac;
    private final CompiledCodeCheck check;

    /** Makes a compiler, whose process runs in this sandbox. */
    public StepCompiler(Kit kit, Sandbox sandbox) {
        this(kit, sandbox, new CompiledCodeCheck(kit));
    }

    /** Makes a compiler with another check of what it has compiled. */
    public StepCompiler(Kit kit, Sandbox sandbox, CompiledCodeCheck check) {
        this.kit = kit;
        this.javac = new CompilerProcess(kit, sandbox, scratch.folder());
        this.check = check;
    }

    /** Returns the reason why a step can't be compiled, without trying it; empty if it can be tried. */
    public static Optional<String> obstacle(Submission submission, Step step) {
        return submission.problem(step).or(() -> submission.misplaced(step)).or(() -> submission.hasClass(step)
                ? Optional.empty() : Optional.of("missing: " + submission.notTaken(step).orElse(submission.fileOf(step)
                        + "\nIf it was deleted or renamed: ./rnnkit reset " + step.number() + " restores the stub.")));
    }

    /** Compiles one step, beside the stand-ins of the others. */
    public StepClasses compile(Submission submission, Step step) {
        StepClasses compiled = compile(submission, List.of(step), List.of(kit.built().standIns()));
        return compiled.problem().isEmpty() ? compiled
                : new StepClasses(compiled.files(), "does not compile: " + compiled.problem());
    }

    /**
     * Checks a step that was compiled.
     *
     * @return the first thing that a step may not use; empty if there is none
     */
    public Optional<Refusal> refusal(Step step, StepClasses compiled) {
        return check.refusal(step, compiled.files());
    }

    /**
     * Compiles all of a student's steps together, with nothing else.
     *
     * @param target an existing folder; a new folder in it gets the classes
     */
    public CompiledSteps compileTogether(Submission submission, List<Step> steps, Path target) {
        StepClasses compiled = compile(submission, steps, List.of());
        Path folder = Scratch.createSubfolder(target, "classes");
        compiled.files().forEach((path, content) -> Scratch.write(folder, path, content));
        return new CompiledSteps(folder, compiled.problem());
    }

    private StepClasses compile(Submission submission, List<Step> steps, List<Path> others) {
        List<Path> classPath = Stream.of(kit.built().libraries(), others).flatMap(List::stream).toList();
        CompileAnswer answer = javac.compile(submission.files(steps), classPath);
        if (!answer.errors().isEmpty()) {
            return new StepClasses(Map.of(), answer.errors());
        }
        Map<String, byte[]> classes = new TreeMap<>(answer.classes());
        classes.keySet().removeIf(file -> steps.stream().noneMatch(step -> file.startsWith(folderOf(step))));
        return steps.stream().filter(step -> !classes.containsKey(folderOf(step) + step.className() + ".class")).findFirst()
                .map(missing -> new StepClasses(Map.of(), "there is no class " + missing.fullName() + " in "
                        + submission.fileOf(missing) + "; check the package line and the class's name"))
                .orElse(new StepClasses(classes, ""));
    }

    private static String folderOf(Step step) {
        return step.packageName().replace('.', '/') + "/";
    }

    /** Compiles all nine of the user's own steps to a new folder in an existing one, with a compiler for this one time. */
    public static CompiledSteps compileOwn(Kit kit, Submission submission, Path target) {
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            return compiler.compileTogether(submission, kit.steps(), target);
        }
    }

    @Override
    public synchronized void close() {
        javac.close();
        scratch.close();
    }
}
