package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/**
 * A compiler for the steps of submissions, one after the other or several at a time: from sources it makes folders of
 * classes for a worker. All submissions share one compiler process.
 */
public final class StepCompiler implements AutoCloseable {

    private static final String TOO_LARGE = "the class files have more than " + WorkerClasses.MAX_MEGABYTES + " MB";

    private final Kit kit;
    private final AtomicInteger count = new AtomicInteger();
    private final Scratch scratch = new Scratch();
    private final Path tasks = Scratch.createSubfolder(scratch.folder(), "tasks");
    private final CompilerProcess javac;
    private final CompiledCodeCheck check;

    /** Makes a compiler, whose process runs in this sandbox. */
    public StepCompiler(Kit kit, Sandbox sandbox) {
        this(kit, sandbox, new CompiledCodeCheck(kit));
    }

    /** Makes a compiler with another check of what it has compiled. */
    public StepCompiler(Kit kit, Sandbox sandbox, CompiledCodeCheck check) {
        this.kit = kit;
        this.javac = new CompilerProcess(kit, sandbox, tasks);
        this.check = check;
    }

    /** Returns the reason why a step can't be compiled, without trying it; empty if it can be tried. */
    public static Optional<String> obstacle(Submission submission, Step step) {
        return submission.problem(step).or(() -> submission.misplaced(step)).or(() -> submission.hasClass(step)
                ? Optional.empty() : Optional.of("missing: " + submission.notTaken(step).orElse(submission.fileOf(step)
                        + "\nIf it was deleted or renamed: ./rnnkit reset " + step.number() + " restores the stub.")));
    }

    /**
     * Makes a folder with the classes that some steps run beside. A worker can be started with it before {@link #compile} adds
     * the steps' own classes.
     *
     * @param target an existing folder, in which the new one is made
     */
    public Path folderFor(List<Step> steps, Path target) {
        Path classes = Scratch.createSubfolder(target, "classes-" + count.incrementAndGet());
        WorkerClasses.copyOthers(kit, steps, classes);
        return classes;
    }

    /**
     * Compiles one or several steps together, beside the stand-ins of the others.
     *
     * @param classes the folder from {@link #folderFor}, which gets their classes
     * @return the reason why they could not be compiled, with the paths of their files; empty if they were
     */
    public String compile(Submission submission, List<Step> steps, Path classes) {
        Scratch.requireExisting(classes);
        return compile(submission, steps, List.of(kit.built().standIns()), classes, "does not compile: ");
    }

    /**
     * Checks a step that was compiled.
     *
     * @param classes the folder with its classes
     * @return the first thing that a step may not use; empty if there is none
     */
    public Optional<Refusal> refusal(Step step, Path classes) {
        return check.refusal(step, classes);
    }

    /**
     * Compiles all of a student's steps together, with nothing else.
     *
     * @param target an existing folder; a new folder in it gets the classes
     */
    public CompiledSteps compileTogether(Submission submission, List<Step> steps, Path target) {
        Path classes = Scratch.createSubfolder(target, "classes-" + count.incrementAndGet());
        return new CompiledSteps(classes, compile(submission, steps, List.of(), classes, ""));
    }

    /**
     * Compiles steps beside other steps. Only the files of these steps are there. They are deleted at
     * the end, and the next compilation begins only then: everything in the process's folder counts for its limit, so one
     * submission's files would otherwise end the compilation of another.
     */
    private synchronized String compile(Submission submission, List<Step> steps, List<Path> others, Path target,
            String introduction) {
        Path task = Scratch.createSubfolder(tasks, String.valueOf(count.incrementAndGet()));
        try {
            Path sources = Scratch.createSubfolder(task, "sources");
            Path classes = Scratch.createSubfolder(task, "classes");
            List<Path> classPath = Stream.of(kit.built().libraries(), others).flatMap(List::stream).toList();
            String errors = javac.compile(sources, submission.write(steps, sources), classPath, submission.rootIn(sources),
                    classes);
            // Errors may be those of deleted folders.
            scratch.requireIntact();
            if (!errors.isEmpty()) {
                return introduction + errors;
            }
            if (WorkerClasses.areTooLarge(classes)) {
                return TOO_LARGE;
            }
            Optional<Step> missing = steps.stream()
                    .filter(step -> !Files.exists(classes.resolve(WorkerClasses.fileOf(step)))).findFirst();
            if (missing.isPresent()) {
                return "there is no class " + missing.get().fullName() + " in " + submission.fileOf(missing.get())
                        + "; check the package line and the class's name";
            }
            WorkerClasses.copySteps(steps, classes, target);
            return "";
        } finally {
            RecursiveDelete.deleteRecursively(task);
        }
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
