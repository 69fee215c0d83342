package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;
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
                : new StepClasses(compiled.files(), "does not compile: " + compiled.problem(), compiled.place());
    }

    /**
     * Checks a step that was compiled.
     *
     * @return the first thing that a step may not use; empty if there is none
     */
    public Optional<Refusal> refusal(Step step, StepClasses compiled) {
        return check.refusal(step, compiled.files());
    }

    /** Compiles steps together, with nothing else. */
    public StepClasses compileTogether(Submission submission, List<Step> steps) {
        return compile(submission, steps, List.of());
    }

    private StepClasses compile(Submission submission, List<Step> steps, List<Path> others) {
        List<Path> classPath = Stream.of(kit.built().libraries(), others).flatMap(List::stream).toList();
        StepClasses compiled = javac.compile(submission.files(steps), classPath);
        if (!compiled.problem().isEmpty()) {
            return compiled;
        }
        Map<String, byte[]> classes = new TreeMap<>(compiled.files());
        classes.keySet().removeIf(file -> steps.stream().noneMatch(step -> file.startsWith(folderOf(step))));
        return steps.stream().filter(step -> !classes.containsKey(folderOf(step) + step.className() + ".class")).findFirst()
                .map(missing -> new StepClasses(Map.of(), "there is no class " + missing.fullName() + " in "
                        + submission.fileOf(missing) + "; check the package line and the class's name"))
                .orElse(new StepClasses(classes, ""));
    }

    /**
     * Checks that this Java has a compiler.
     *
     * @throws GraderException if it has none
     */
    public static void requireJdk() {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new GraderException("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
    }

    private static String folderOf(Step step) {
        return step.packageName().replace('.', '/') + "/";
    }

    @Override
    public synchronized void close() {
        javac.close();
        scratch.close();
    }
}
