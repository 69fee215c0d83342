package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A compiler for the steps of submissions, one after the other or several at a time: from sources it makes folders of
 * classes for a worker. All submissions share one compiler process.
 */
public final class StepCompiler implements AutoCloseable {

    private static final String TOO_LARGE = "the class files have more than " + CompiledClasses.MAX_MEGABYTES + " MB";

    private final Kit kit;
    private final Sandbox sandbox;
    private final AtomicInteger count = new AtomicInteger();
    /** Held during a compilation. The folders of other steps can be made meanwhile. */
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
        private final Path others = Scratch.createSubfolder(scratch.folder(), "others");
        private final Path tasks = Scratch.createSubfolder(scratch.folder(), "tasks");
        private final CompilerProcess javac = new CompilerProcess(kit, sandbox, tasks, others);
        private final Map<Submission, Path> ownSteps = new WeakHashMap<>();

        /** Returns the folder with the reference's classes of all steps but one. */
        synchronized Path referenceWithout(Step step) {
            Path folder = others.resolve(step.id());
            if (!Files.exists(folder)) {
                Scratch.createSubfolder(others, step.id());
                CompiledClasses.copySteps(Stream.concat(Steps.all().stream(), Steps.given().stream())
                                .filter(other -> other.number() != step.number()).toList(),
                        kit.reference().orElseThrow(), folder);
            }
            return folder;
        }

        /** Returns the folder with the classes of the given steps, which no submission can replace. */
        synchronized Path givenSteps() {
            Path folder = others.resolve("given");
            if (!Files.exists(folder)) {
                Scratch.createSubfolder(others, "given");
                CompiledClasses.copySteps(Steps.given(), kit.stepClasses(), folder);
            }
            return folder;
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
     * Checks that a compiled step's classes still exist: without them, its result says nothing about the step.
     *
     * @param classPath the folders with the classes
     * @throws GraderException if a program that cleans the temporary folder has deleted them
     */
    public synchronized void requireIntact(List<Path> classPath) {
        current.scratch.requireIntact();
        for (Path folder : classPath) {
            Scratch.requireExisting(folder);
        }
    }

    /**
     * Tells why a step can't be compiled, without trying it.
     *
     * @param submission the submission
     * @param step the step
     * @return the reason; empty if it can be tried
     */
    public static Optional<String> obstacle(Submission submission, Step step) {
        return submission.problem(step).or(() -> submission.has(step) ? Optional.empty()
                : Optional.of("missing: " + submission.fileOf(step)));
    }

    /**
     * Makes the folders for the classes of a step and of the other eight, so that a worker can be started before the step is
     * compiled.
     *
     * @param submission the submission with the sources
     * @param step the step
     * @param target an existing folder for the step's classes
     * @return the folders, the step's own last and still empty; they can be used until this compiler is closed
     */
    public List<Path> classPath(Submission submission, Step step, Path target) {
        if (kit.reference().isPresent()) {
            return List.of(workshop().referenceWithout(step), classes(step, target));
        }
        synchronized (compiling) {
            try (Task task = new Task(workshop())) {
                return List.of(task.ownSteps(submission), classes(step, target));
            }
        }
    }

    private static Path classes(Step step, Path target) {
        return Scratch.createSubfolder(target, "classes-" + step.id());
    }

    /**
     * Compiles one step together with the reference's other eight; without a reference, with the student's own. The step's
     * tests may call other steps than the step does, so all of them are on its class path.
     *
     * @param submission the submission with the sources
     * @param step the step
     * @param target an existing folder for the step's classes
     * @return its classes, or the reason why it could not be compiled; they can be used until this compiler is closed
     */
    public CompiledStep compile(Submission submission, Step step, Path target) {
        Optional<String> obstacle = obstacle(submission, step);
        if (obstacle.isPresent()) {
            return broken(step, obstacle.get());
        }
        synchronized (compiling) {
            return compileUsable(submission, step, target);
        }
    }

    private CompiledStep compileUsable(Submission submission, Step step, Path target) {
        try (Task task = new Task(workshop())) {
            // With the reference, only this step's files and the helper classes are there.
            submission.writeHelpers(task.sources);
            if (kit.reference().isEmpty()) {
                submission.write(kit.graded(), task.sources);
            }
            List<Path> classPath = new ArrayList<>(kit.libraries());
            classPath.add(kit.reference().isPresent() ? task.workshop.referenceWithout(step) : task.workshop.givenSteps());
            String errors = task.compile(submission.write(List.of(step), task.sources), classPath,
                    submission.rootIn(task.sources));
            if (!errors.isEmpty()) {
                return broken(step, "does not compile: " + errors);
            }
            if (CompiledClasses.areTooLarge(task.classes)) {
                return broken(step, TOO_LARGE);
            }
            if (!Files.exists(task.classes.resolve(CompiledClasses.fileOf(step)))) {
                return broken(step, "there is no class " + step.fullName() + " in "
                        + submission.fileOf(step) + "; check the package line and the class's name");
            }
            List<Step> own = kit.reference().isPresent() ? List.of(step) : kit.graded();
            Path classes = classes(step, target);
            CompiledClasses.copySteps(own, task.classes, classes);
            CompiledClasses.copyHelpers(submission, task.classes, classes);
            Path others = kit.reference().isPresent() ? task.workshop.referenceWithout(step) : task.ownSteps(submission);
            return new CompiledStep(step, List.of(others, classes), "");
        }
    }

    /**
     * Compiles several of a student's steps together.
     *
     * @param submission the submission with the sources
     * @param steps the steps
     * @param target an existing folder; a new folder in it gets the classes
     * @return their classes, or the reason why they could not be compiled
     */
    public CompiledSteps compileTogether(Submission submission, List<Step> steps, Path target) {
        synchronized (compiling) {
            return compileAll(submission, steps, target);
        }
    }

    private CompiledSteps compileAll(Submission submission, List<Step> steps, Path target) {
        try (Task task = new Task(workshop())) {
            Path given = task.workshop.givenSteps();
            List<Path> classPath = new ArrayList<>(kit.libraries());
            classPath.add(given);
            submission.writeHelpers(task.sources);
            String errors = task.compile(submission.write(steps, task.sources), classPath, submission.rootIn(task.sources));
            Path classes = Scratch.createSubfolder(target, "classes-" + count.get());
            if (CompiledClasses.areTooLarge(task.classes)) {
                return new CompiledSteps(classes, TOO_LARGE);
            }
            CompiledClasses.copySteps(steps, task.classes, classes);
            CompiledClasses.copyHelpers(submission, task.classes, classes);
            CompiledClasses.copySteps(Steps.given(), given, classes);
            return new CompiledSteps(classes, errors);
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
            return compile(files, classPath, sourcePath, classes);
        }

        private String compile(List<Path> files, List<Path> classPath, Path sourcePath, Path output) {
            String errors = workshop.javac.compile(sources, files, classPath, sourcePath, output);
            workshop.scratch.requireIntact();
            return errors;
        }

        /**
         * Returns the folder with those of a student's own steps that compile. They are compiled once, each alone. A step that
         * the submission lacks is taken from the copy's own exercises.
         */
        Path ownSteps(Submission submission) {
            Path known = workshop.ownSteps.get(submission);
            if (known != null) {
                return known;
            }
            Path all = Scratch.createSubfolder(workshop.others, "own-" + count.get());
            Map<Boolean, List<Step>> steps = kit.graded().stream().collect(Collectors.partitioningBy(submission::has));
            CompiledClasses.copySteps(Steps.given(), workshop.givenSteps(), all);
            addOwn(submission, steps.get(true), all);
            if (!steps.get(false).isEmpty() && Files.isDirectory(kit.layout().exercises())) {
                Submission exercises = new Intake(kit).take(Layout.EXERCISES);
                addOwn(exercises, steps.get(false).stream().filter(exercises::has).toList(), all);
            }
            workshop.ownSteps.put(submission, all);
            return all;
        }

        private void addOwn(Submission submission, List<Step> steps, Path all) {
            Path root = Scratch.createSubfolder(folder, "own-sources");
            submission.write(kit.graded(), root);
            submission.writeHelpers(root);
            List<Path> classPath = new ArrayList<>(kit.libraries());
            classPath.add(workshop.givenSteps());
            for (Step step : steps) {
                Path output = Scratch.createSubfolder(folder, "own-classes");
                String errors = compile(submission.write(List.of(step), root), classPath, submission.rootIn(root),
                        output);
                if (errors.isEmpty() && !CompiledClasses.areTooLarge(output)) {
                    CompiledClasses.copySteps(List.of(step), output, all);
                    CompiledClasses.copyHelpers(submission, output, all);
                }
                RecursiveDelete.deleteRecursively(output);
            }
            RecursiveDelete.deleteRecursively(root);
        }

        @Override
        public void close() {
            RecursiveDelete.deleteRecursively(folder);
        }
    }

    private static CompiledStep broken(Step step, String problem) {
        return new CompiledStep(step, List.of(), problem);
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
