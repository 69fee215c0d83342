package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;

/**
 * A compiler for the steps of submissions, one after the other or several at a time: from sources it makes folders of
 * classes for a worker. All submissions share one compiler process.
 */
public final class StepCompiler implements AutoCloseable {

    private static final String TOO_LARGE = "the class files have more than " + CompiledClasses.MAX_MEGABYTES + " MB";

    private final Kit kit;
    private final Sandbox sandbox;
    private final AtomicInteger count = new AtomicInteger();
    /** Held during a compilation. Folders for other steps can be made meanwhile. */
    private final Object compiling = new Object();
    private Workshop current;

    /**
     * Makes a compiler.
     *
     * @param kit the kit
     * @param sandbox the sandbox that the compiler process runs in
     */
    public StepCompiler(Kit kit, Sandbox sandbox) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.current = new Workshop();
    }

    /** The compiler process and its folders. A new one replaces it if somebody deletes the folders. */
    private final class Workshop implements AutoCloseable {

        private final Scratch scratch = new Scratch();
        private final Path given = Scratch.createSubfolder(scratch.folder(), "given");
        private final Path tasks = Scratch.createSubfolder(scratch.folder(), "tasks");
        private final CompilerProcess javac = new CompilerProcess(kit, sandbox, tasks, given);

        Workshop() {
            StandIns.copyGiven(kit, given);
        }

        @Override
        public void close() {
            javac.close();
            scratch.close();
        }
    }

    private synchronized Workshop workshop() {
        if (!current.scratch.isIntact()) {
            // Who still works with the old one gets a grader error.
            current.close();
            current = new Workshop();
        }
        return current;
    }

    /**
     * Tells why a step can't be compiled, without trying it.
     *
     * @param submission the submission
     * @param step the step
     * @return the reason; empty if it can be tried
     */
    public static Optional<String> obstacle(Submission submission, Step step) {
        return submission.problem(step).or(() -> submission.has(step) ? submission.misplaced(step)
                : Optional.of("missing: " + refused(submission, submission.fileOf(step))));
    }

    /** Adds to a file's path the reason why it was not taken, if it is there. */
    private static String refused(Submission submission, String file) {
        return submission.ignored().stream().filter(ignored -> ignored.startsWith(file + " (")).findFirst().orElse(file);
    }

    /**
     * Makes a folder with the classes that some steps run beside. A worker can be started with it before {@link #compile} adds
     * the steps' own classes.
     *
     * @param steps the steps
     * @param target an existing folder
     * @return a new folder in it
     */
    public Path folderFor(List<Step> steps, Path target) {
        Path classes = Scratch.createSubfolder(target, "classes-" + count.incrementAndGet());
        StandIns.copyTo(kit, steps, classes);
        return classes;
    }

    /**
     * Compiles one or several steps together, beside the stand-ins of the others.
     *
     * @param submission the submission with the sources
     * @param steps the steps
     * @param classes the folder from {@link #folderFor}, which gets their classes
     * @return the reason why they could not be compiled, with the paths of their files; empty if they were
     */
    public String compile(Submission submission, List<Step> steps, Path classes) {
        Scratch.requireExisting(classes);
        return compile(submission, steps, List.of(kit.standIns()), classes, "does not compile: ");
    }

    /**
     * Compiles all of a student's steps together, with nothing else but the given steps.
     *
     * @param submission the submission with the sources
     * @param steps the steps
     * @param target an existing folder; a new folder in it gets the classes
     * @return their classes, or the reason why they could not be compiled
     */
    public CompiledSteps compileTogether(Submission submission, List<Step> steps, Path target) {
        Path classes = Scratch.createSubfolder(target, "classes-" + count.incrementAndGet());
        String problem = compile(submission, steps, List.of(), classes, "");
        if (problem.isEmpty()) {
            StandIns.copyGiven(kit, classes);
        }
        return new CompiledSteps(classes, problem);
    }

    /** Compiles steps beside other steps. Only the files of these steps and the helper classes are there. */
    private String compile(Submission submission, List<Step> steps, List<Path> others, Path target, String introduction) {
        synchronized (compiling) {
            try (Task task = new Task(workshop())) {
                submission.writeHelpers(task.sources);
                List<Path> classPath = new ArrayList<>(kit.libraries());
                classPath.add(task.workshop.given);
                classPath.addAll(others);
                String errors = task.compile(submission.write(steps, task.sources), classPath,
                        submission.rootIn(task.sources));
                if (!errors.isEmpty()) {
                    return introduction + errors;
                }
                if (CompiledClasses.areTooLarge(task.classes)) {
                    return TOO_LARGE;
                }
                Optional<Step> missing = steps.stream()
                        .filter(step -> !Files.exists(task.classes.resolve(CompiledClasses.fileOf(step)))).findFirst();
                if (missing.isPresent()) {
                    return "there is no class " + missing.get().fullName() + " in " + submission.fileOf(missing.get())
                            + "; check the package line and the class's name";
                }
                CompiledClasses.copySteps(steps, task.classes, target);
                CompiledClasses.copyHelpers(submission, task.classes, target);
                return "";
            }
        }
    }

    /**
     * Compiles all nine of the user's own steps, with a compiler for this one time.
     *
     * @param kit the kit
     * @param submission the submission with the sources
     * @param target an existing folder for their classes
     * @return their classes, or the reason why they could not be compiled
     */
    public static CompiledSteps compileOwn(Kit kit, Submission submission, Path target) {
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            return compiler.compileTogether(submission, kit.steps(), target);
        }
    }

    /**
     * The folders of one compilation, inside the compiler process's folder. They are deleted at its end, and the next one
     * begins only then: everything in the process's folder counts for its limit, so one submission's files would otherwise
     * end the compilation of another.
     */
    private final class Task implements AutoCloseable {

        private final Workshop workshop;
        private final Path folder;
        private final Path sources;
        private final Path classes;

        Task(Workshop workshop) {
            this.workshop = workshop;
            folder = Scratch.createSubfolder(workshop.tasks, String.valueOf(count.incrementAndGet()));
            sources = Scratch.createSubfolder(folder, "sources");
            classes = Scratch.createSubfolder(folder, "classes");
        }

        /** Compiles source files of this task. Returns the errors, which are not those of deleted folders. */
        String compile(List<Path> files, List<Path> classPath, Path sourcePath) {
            String errors = workshop.javac.compile(sources, files, classPath, sourcePath, classes);
            workshop.scratch.requireIntact();
            return errors;
        }

        @Override
        public void close() {
            RecursiveDelete.deleteRecursively(folder);
        }
    }

    @Override
    public void close() {
        synchronized (compiling) {
            synchronized (this) {
                current.close();
            }
        }
    }
}
