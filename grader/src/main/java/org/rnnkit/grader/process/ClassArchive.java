package org.rnnkit.grader.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.Scratch;

/**
 * A class-data archive: a file with the classes of one kind of worker as the virtual machine has them in memory, so that
 * each worker starts faster. It is beside the worker's jar, and is made at the first start of this kind of worker after a
 * build. Where it can't be made, workers start without it.
 */
public final class ClassArchive {

    private static final int NAME_LENGTH = 16;
    /** Enough for two versions of Java and for the class paths of the launcher and of each module's tests. */
    private static final int KEPT = 6;

    /** The archives that this process could not make, or is making. */
    private static final Set<Path> FAILED = ConcurrentHashMap.newKeySet();

    private ClassArchive() {}

    /**
     * Adds the archive to a worker's settings. If the archive does not exist yet, this method makes it, in about two seconds.
     *
     * @param settings the worker's settings, with jars only on the class path; folders may be added at its end afterwards
     * @param rehearsal runs a worker with given settings, which loads the usual classes and ends by itself
     * @return the settings with the archive
     */
    public static WorkerSettings addTo(WorkerSettings settings, Consumer<WorkerSettings> rehearsal) {
        Path folder = settings.classPath().get(0).getParent();
        try {
            Path archive = folder.resolve(name(settings));
            if (!Files.exists(archive) && FAILED.contains(archive)) {
                return settings;
            }
            if (!Files.exists(archive)) {
                // Until it is complete. If making it fails, this process does not try again.
                FAILED.add(archive);
                make(archive, settings, rehearsal);
                deleteOld(folder, settings.main().getSimpleName());
                FAILED.remove(archive);
            }
            return Files.size(archive) == 0 ? settings : settings.withReadable(archive)
                    .withFlags("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off");
        } catch (IOException | UncheckedIOException | GraderException notMade) {
            // A full disk or lack of memory, for example. If it stops the worker, too, the worker's own error says so.
            return settings;
        }
    }

    /** Makes the archive; an empty file where this Java can't make one, so that it is not tried again. */
    private static void make(Path archive, WorkerSettings settings, Consumer<WorkerSettings> rehearsal) throws IOException {
        Path part = archive.resolveSibling(UUID.randomUUID() + ".part");
        try {
            rehearsal.accept(settings.withFlags("-XX:ArchiveClassesAtExit=" + part, "-Xlog:cds*=off"));
            if (!Files.exists(part)) {
                // On a full disk this Java can make archives, but not now.
                Scratch.requireSpace(archive.getParent());
                Files.createFile(part);
            }
            Files.move(part, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Deletes the archives of this kind of worker that are left from earlier builds. */
    private static void deleteOld(Path folder, String kind) {
        File[] archives = folder.toFile().listFiles((parent, name) -> name.startsWith(kind + "-") && name.endsWith(".jsa"));
        if (archives != null) {
            Arrays.stream(archives).sorted(Comparator.comparingLong(File::lastModified).reversed()).skip(KEPT)
                    .forEach(File::delete);
        }
    }

    /** Returns a name that only workers of the same kind have, with the same Java and the same jars. */
    private static String name(WorkerSettings settings) throws IOException {
        Fingerprint fingerprint = new Fingerprint().add(System.getProperty("java.vm.version"))
                .add(System.getProperty("java.home"));
        for (Path jar : settings.classPath()) {
            fingerprint.add(jar).add(Files.size(jar)).add(Files.getLastModifiedTime(jar));
        }
        return settings.main().getSimpleName() + "-" + fingerprint.finish().substring(0, NAME_LENGTH) + ".jsa";
    }
}
