package org.rnnkit.grader.compile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.apache.commons.io.file.PathUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.testkit.oracle.RnnReader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

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

    /** Makes a compiler, whose process runs in this sandbox. */
    public StepCompiler(Kit kit, Sandbox sandbox) {
        this.kit = kit;
        this.javac = new CompilerProcess(kit, sandbox, tasks);
    }

    /**
     * A student's nine steps, compiled together.
     *
     * @param problem the reason why they could not be compiled; empty if they were
     */
    public record CompiledSteps(Path classes, String problem) {

        /**
         * Returns the folder with the classes of steps that must compile.
         *
         * @throws UsageException if the steps do not compile
         */
        public Path requireClasses() {
            if (!problem.isEmpty()) {
                throw new UsageException("The steps do not compile: " + problem);
            }
            return classes;
        }
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

    /**
     * The classes of one worker, in a folder: the compiled steps that run there, and in the places
     * of the other steps, stand-ins. The stand-ins of steps 6 and 8 compute with an oracle. It is withheld
     * from steps that could ask it for what they must compute themselves; these two stand-ins do not work then.
     */
    public static final class WorkerClasses {

        /** A hundred times as much as the largest classes that a person has written for the nine steps. */
        static final long MAX_MEGABYTES = 16;

        private static final List<Class<?>> ORACLE = List.of(GivenNetwork.class, Parameters.class, Matrix.class, Rnn.class,
                RnnReader.class, Epoch.class);
        private static final Set<String> ASK_ORACLE = Set.of("step6prediction", "step8epoch");
        /** The steps that compute what the oracle computes. */
        private static final Set<String> HAVE_NO_ORACLE =
                Set.of("step1onehot", "step4rnn", "step6prediction", "step8epoch", "step12backward");

        private WorkerClasses() {}

        /** Copies what steps of a submission run beside to an existing folder. */
        static void copyOthers(Kit kit, List<Step> own, Path target) {
            Map<String, byte[]> standIns = ModuleClasses.read(kit.built().standIns());
            standIns.keySet().removeIf(file -> Steps.withBonus().stream().noneMatch(step -> !has(own, step)
                    && file.startsWith(step.packageName().replace('.', '/') + "/")));
            writeAll(standIns, target);
            if (!isOracleWithheld(own)) {
                ORACLE.forEach(type -> copyType(type, target));
            }
        }

        /** Copies a class of testkit and the classes inside it. */
        private static void copyType(Class<?> type, Path target) {
            String name = type.getName().replace('.', '/');
            Map<String, byte[]> files = ModuleClasses.filesOfPackage(type);
            files.keySet().removeIf(file -> !file.equals(name + ".class") && !file.startsWith(name + "$"));
            writeAll(files, target);
        }

        private static void writeAll(Map<String, byte[]> classes, Path target) {
            classes.forEach((file, content) -> Scratch.write(target, file, content));
        }

        private static boolean has(List<Step> steps, Step step) {
            return steps.stream().anyMatch(one -> one.id().equals(step.id()));
        }

        private static boolean isOracleWithheld(List<Step> own) {
            return own.stream().map(Step::id).anyMatch(HAVE_NO_ORACLE::contains);
        }

        /** Lists the steps whose stand-ins do not work beside these steps of a submission. */
        public static List<Step> withheld(List<Step> own) {
            return isOracleWithheld(own) ? Steps.all().stream()
                    .filter(step -> ASK_ORACLE.contains(step.id()) && !has(own, step)).toList() : List.of();
        }

        /** Tells whether the classes are too large to be kept until all steps have run. */
        static boolean areTooLarge(Path classes) {
            return Uncheck.get(() -> PathUtils.sizeOfDirectory(classes)) > MAX_MEGABYTES << 20;
        }

        /** Copies only the classes in the steps' own packages, because a source file may declare any package. */
        static void copySteps(List<Step> steps, Path classes, Path target) {
            steps.forEach(step -> copyPackage(classes, step.packageName().replace('.', '/'), target));
        }

        private static void copyPackage(Path from, String name, Path to) {
            Path folder = Path.of(name);
            if (!Files.isDirectory(from.resolve(folder))) {
                return;
            }
            try (Stream<Path> files = FilesUncheck.list(from.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".class")).forEach(file -> Scratch.write(to.resolve(folder),
                        file.getFileName().toString(), FilesUncheck.readAllBytes(file)));
            }
        }

        /** Returns the path of the class file of a step's own class. */
        static String fileOf(Step step) {
            return step.packageName().replace('.', '/') + "/" + step.className() + ".class";
        }
    }
}
