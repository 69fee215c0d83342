package org.rnnkit.grader.process;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.toolkit.AtomicFile;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The kit's own classes on the class path of one kind of worker: the toolkit, a few packages, and nothing else. They are in a
 * jar that all workers of a kind share. Beside it is a class-data archive: a file with the classes as the virtual machine has
 * them in memory, so that each worker starts faster. It is made at the second start of this kind of worker after a build:
 * where one submission is graded and the folder is then deleted, as on a CI machine, making it would take longer than it saves.
 * Where it can't be made, workers start without it.
 */
public final class WorkerJar {

    /** All jars have the same time, so that an archive is still valid after another grader has made the same jar. */
    private static final FileTime TIME = FileTime.fromMillis(0);
    private static final int NAME_LENGTH = 16;

    /**
     * The number of archives of one kind of worker: enough for two versions of Java and for the class paths of the launcher and
     * of each module's tests.
     */
    private static final int KEPT_ARCHIVES = 6;
    /** The end of the name of an empty file, which says that this kind of worker has been started before. */
    private static final String STARTED_ONCE = ".once";
    /** The archives that this process could not make, or is making. */
    private static final Set<Path> FAILED_ARCHIVES = ConcurrentHashMap.newKeySet();

    private WorkerJar() {}

    /**
     * Makes the jar, unless it exists.
     *
     * @param members one class of each further package; the package of the messages, which every worker needs, is added
     */
    public static Path of(Class<?> main, Class<?>... members) {
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.files(LanguageModel.class));
        Stream.concat(Stream.of(Messages.class, main), Stream.of(members)).map(ModuleClasses::filesOfPackage)
                .forEach(files::putAll);
        return Uncheck.get(() -> {
            byte[] jar = pack(files);
            String name = main.getSimpleName() + "-" + new Fingerprint().add(jar).finish().substring(0, NAME_LENGTH) + ".jar";
            return Folders.write(jar, name, BuiltKit.cache());
        }, () -> "The jar of " + main.getSimpleName() + " can't be written");
    }

    /**
     * Makes a worker's class path, with the folders of the steps' classes at its end. The kit's classes come first, so that a
     * student's class of the same name can't replace them.
     */
    public static List<Path> path(Kit kit, Path jar, List<Path> steps) {
        List<Path> path = new ArrayList<>(List.of(jar));
        path.addAll(kit.built().libraries().subList(1, kit.built().libraries().size()));
        path.addAll(steps);
        return path;
    }

    /** Makes a jar. The same files always give the same bytes. */
    public static byte[] pack(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                JarEntry entry = new JarEntry(file.getKey());
                entry.setLastModifiedTime(TIME);
                jar.putNextEntry(entry);
                jar.write(file.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static Path write(byte[] jar, Path target) throws IOException {
        if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), jar)) {
            AtomicFile.write(target, jar);
            Files.setLastModifiedTime(target, TIME);
        }
        return target;
    }

    /**
     * Adds the archive to a worker's settings. If the archive does not exist yet, this method makes it, in about two seconds;
     * at the first start of this kind, and while another process makes it, workers start without it.
     *
     * @param settings the worker's settings, with jars only on the class path; folders may be added at its end afterwards
     * @param rehearsal runs a worker with given settings, which loads the usual classes and ends by itself
     */
    public static WorkerSettings withArchive(WorkerSettings settings, Consumer<WorkerSettings> rehearsal) {
        Path folder = settings.classPath().get(0).getParent();
        try {
            Path archive = folder.resolve(archiveName(settings));
            if (!Files.exists(archive) && !FAILED_ARCHIVES.contains(archive)) {
                makeAtSecondStart(archive, settings, rehearsal);
            }
            return !Files.exists(archive) || Files.size(archive) == 0 ? settings : settings.withReadable(List.of(archive))
                    .withFlags("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
        } catch (IOException | UncheckedIOException | GraderException notMade) {
            // A full disk or lack of memory, for example. If it stops the worker, too, the worker's own error says so.
            return settings;
        }
    }

    private static void makeAtSecondStart(Path archive, WorkerSettings settings, Consumer<WorkerSettings> rehearsal)
            throws IOException {
        Path first = archive.resolveSibling(archive.getFileName() + STARTED_ONCE);
        String kind = settings.main().getSimpleName();
        if (!Files.exists(first)) {
            Files.createFile(first);
            return;
        }
        try (ProcessLock lock = ProcessLock.tryLock(archive.resolveSibling(kind + ".lock")).orElse(null)) {
            if (lock != null) {
                // Until it is complete. If making it fails, this process does not try again.
                FAILED_ARCHIVES.add(archive);
                makeArchive(archive, settings, rehearsal);
                Files.deleteIfExists(first);
                deleteOldArchives(archive.getParent(), kind);
                FAILED_ARCHIVES.remove(archive);
            }
        }
    }

    /** Makes the archive; an empty file where this Java can't make one, so that it is not tried again. */
    private static void makeArchive(Path archive, WorkerSettings settings, Consumer<WorkerSettings> rehearsal)
            throws IOException {
        try (Scratch scratch = new Scratch(archive.getParent())) {
            Path part = scratch.folder().resolve("classes.jsa");
            rehearsal.accept(settings.withFlags("-XX:ArchiveClassesAtExit=" + part, "-Xlog:cds*=off"));
            if (!Files.exists(part)) {
                if (ShutdownHooks.hasBegun(true)) {
                    throw new GraderException("interrupted");
                }
                // On a full disk this Java can make archives, but not now.
                Scratch.requireSpace(archive.getParent());
                Files.createFile(part);
            }
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        }
    }

    /** Deletes the archives of this kind of worker that are left from earlier builds. */
    private static void deleteOldArchives(Path folder, String kind) {
        File[] archives = folder.toFile().listFiles((parent, name) -> name.startsWith(kind + "-") && name.endsWith(".jsa"));
        if (archives != null) {
            Arrays.stream(archives).sorted(Comparator.comparingLong(File::lastModified).reversed()).skip(KEPT_ARCHIVES)
                    .forEach(File::delete);
        }
    }

    /** Returns a name that only workers of the same kind have, with the same Java and the same jars. */
    private static String archiveName(WorkerSettings settings) throws IOException {
        Fingerprint fingerprint = new Fingerprint().add(System.getProperty("java.vm.version"))
                .add(System.getProperty("java.home"));
        for (Path jar : settings.classPath()) {
            fingerprint.add(jar).add(Files.size(jar)).add(Files.getLastModifiedTime(jar));
        }
        return settings.main().getSimpleName() + "-" + fingerprint.finish().substring(0, NAME_LENGTH) + ".jsa";
    }

    /** The folders of the jars: the kit's cache, or a temporary one if nothing can be written there. */
    static final class Folders {

        private static Scratch temporary;

        private Folders() {}

        static Path write(byte[] jar, String name, Path beside) throws IOException {
            try {
                return WorkerJar.write(jar, beside.resolve(name));
            } catch (IOException readOnlyOrFull) {
                return WorkerJar.write(jar, temporary().resolve(name));
            }
        }

        private static synchronized Path temporary() {
            if (temporary == null || !temporary.isIntact()) {
                temporary = new Scratch();
            }
            return temporary.folder();
        }
    }

    /**
     * The settings of a worker process.
     *
     * @param folder the folder that it works in
     * @param readable files and folders that it may read beside its class path
     * @param writable files and folders of the disk that it may write to, beside its working folder
     * @param flags flags of the virtual machine beside those of every worker; the last of two equal ones counts
     * @param gpu whether it may compute on a GPU
     * @param environment its environment variables beside those of every worker
     */
    public record WorkerSettings(Class<?> main, List<Path> classPath, Path folder, List<Path> readable, List<Path> writable,
            List<String> flags, boolean gpu, Map<String, String> environment) {

        /** Makes the settings of a worker that computes on the processor, with the flags and environment of every worker. */
        public static WorkerSettings of(Class<?> main, List<Path> classPath, Path folder) {
            return new WorkerSettings(main, classPath, folder, List.of(), List.of(), List.of(), false, Map.of());
        }

        /**
         * Adds what a worker needs that trains or writes text with the engine: whether it may compute on a GPU, and the
         * engine's environment variables.
         */
        public WorkerSettings withEngine(boolean onGpu, Map<String, String> variables) {
            return new WorkerSettings(main, classPath, folder, readable, writable, flags, onGpu, variables);
        }

        /** Adds flags of the virtual machine. */
        public WorkerSettings withFlags(String... more) {
            return new WorkerSettings(main, classPath, folder, readable, writable,
                    Stream.concat(flags.stream(), Stream.of(more)).toList(), gpu, environment);
        }

        /** Adds files and folders that the worker may read. */
        public WorkerSettings withReadable(List<Path> paths) {
            return new WorkerSettings(main, classPath, folder, Stream.concat(readable.stream(), paths.stream()).toList(),
                    writable, flags, gpu, environment);
        }

        /**
         * Adds files and folders of the disk that the worker may write to. The files for the answer to the first call are
         * added by {@link WorkerProcess#run}.
         */
        public WorkerSettings withWritable(List<Path> paths) {
            return new WorkerSettings(main, classPath, folder, readable,
                    Stream.concat(writable.stream(), paths.stream()).toList(), flags, gpu, environment);
        }

        /** Makes the settings of one worker of this kind, with its own working folder and the folders of its steps' classes. */
        public WorkerSettings in(Path workingFolder, List<Path> steps) {
            return new WorkerSettings(main, Stream.concat(classPath.stream(), steps.stream()).toList(), workingFolder, readable,
                    writable, flags, gpu, environment);
        }
    }
}
