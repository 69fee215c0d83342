package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.commons.io.function.Uncheck;

/**
 * A temporary folder for one run. It is deleted when the run ends, also if the user interrupts it. If the process is
 * killed, the next process that makes one beside it deletes it: a lock file in it tells whether its process still lives.
 */
public final class Scratch implements AutoCloseable {

    private static final String PREFIX = "rnnkit-";
    /** The names that Java gives to temporary folders. A folder that somebody names for a date or number has a shorter one. */
    private static final Pattern NAME = Pattern.compile(PREFIX + "\\d{15,20}");
    private static final String LOCK_FILE = "rnnkit.lock";

    /** The folders whose scratch folders this process has swept. */
    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();
    private static final int PROBE_BYTES = 1_000_000;

    private Path folder;
    private ProcessLock lock;
    private final Runnable cleaner = this::delete;

    /** Makes the folder in the system's temporary folder. */
    public Scratch() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes the folder.
     *
     * @param parent the folder around it; on the same disk as the target if a file is to be moved there in one operation
     * @throws GraderException if it can't be made
     */
    public Scratch(Path parent) {
        try {
            ShutdownHooks.uncut(() -> begin(parent));
        } catch (IOException e) {
            throw new GraderException("A temporary folder can't be made in " + parent + ": " + e + ". Make sure that this "
                    + "folder exists, can be written to and has free space, or choose another one with the environment "
                    + "variable TMPDIR (on Windows, TEMP)", e);
        }
        if (SWEPT.add(folder.getParent())) {
            sweep(folder.getParent(), folder);
        }
    }

    private Path begin(Path parent) throws IOException {
        Path made = make(parent);
        Optional<ProcessLock> locked = lock(made);
        // Until it is locked, another process may take the new folder for an abandoned one, and delete it.
        while (locked.isEmpty() || !isIntact(made)) {
            locked.ifPresent(ProcessLock::close);
            made = make(parent);
            locked = lock(made);
        }
        folder = made;
        lock = locked.get();
        ShutdownHooks.register(cleaner);
        return folder;
    }

    private static Path make(Path parent) throws IOException {
        return Files.createTempDirectory(parent.toRealPath(), PREFIX);
    }

    private static Optional<ProcessLock> lock(Path folder) throws IOException {
        try {
            return ProcessLock.tryLock(lockFile(folder));
        } catch (NoSuchFileException swept) {
            return Optional.empty();
        } catch (IOException e) {
            RecursiveDelete.deleteRecursively(folder);
            throw e;
        }
    }

    /** Returns the lock file of a scratch folder. */
    static Path lockFile(Path folder) {
        return folder.resolve(LOCK_FILE);
    }

    /**
     * Deletes the scratch folders in a folder whose processes no longer live. One may have lost its lock file, if its process
     * was killed while it deleted the folder. Folders of other users and links stay.
     *
     * @param own a file of the user whose folders are deleted
     */
    private static void sweep(Path parent, Path own) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(own, LinkOption.NOFOLLOW_LINKS);
            for (Path folder : found) {
                if (NAME.matcher(folder.getFileName().toString()).matches()
                        && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // What is left costs disk space only.
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        try {
            Optional<ProcessLock> lock = ProcessLock.tryLock(lockFile(folder));
            if (lock.filter(ProcessLock::isEnforced).isPresent()) {
                // Under the lock, so that a process that is just making this folder notices that it is gone.
                RecursiveDelete.deleteRecursively(folder);
                lock.get().close();
                // Windows deletes an open file when it is closed, and only then the folder. If it is not empty, it stays.
                folder.toFile().delete();
            } else {
                lock.ifPresent(ProcessLock::close);
            }
        } catch (IOException ignored) {
            // It stays.
        }
    }

    /**
     * Makes a folder in another one, if it does not exist yet.
     *
     * @throws GraderException if the outer folder was deleted
     */
    public static Path createSubfolder(Path scratch, String name) {
        return Uncheck.get(() -> ShutdownHooks.uncut(() -> {
            requireExisting(scratch);
            return Files.createDirectories(scratch.resolve(name));
        }), () -> "can't write to " + scratch);
    }

    /** Writes a file in a folder, and makes the folders around it. */
    public static Path write(Path folder, String name, byte[] content) {
        return Uncheck.get(() -> ShutdownHooks.uncut(() -> {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        }), () -> "can't write to " + folder);
    }

    /**
     * Checks that a folder in a scratch folder exists.
     *
     * @throws GraderException if somebody has deleted it
     */
    public static void requireExisting(Path inner) {
        if (!Files.isDirectory(inner)) {
            throw deleted(inner);
        }
    }

    /**
     * Checks that the disk has space, by writing a file of a million bytes. When the disk is full every step fails, so failures
     * say nothing about the submission.
     *
     * @throws GraderException if the file can't be written
     */
    public static void requireSpace(Path folder) {
        Path probe = null;
        try {
            probe = Files.createTempFile(folder, "space", "");
            Files.write(probe, new byte[PROBE_BYTES]);
        } catch (IOException e) {
            throw new GraderException("Can't write to " + folder + " (disk full?): " + e, e);
        } finally {
            if (probe != null) {
                probe.toFile().delete();
            }
        }
    }

    /** Returns the folder's path. */
    public Path folder() {
        return folder;
    }

    /** Tells whether the folder still has its files. Some systems delete old files from the temporary folder. */
    public boolean isIntact() {
        return isIntact(folder);
    }

    private static boolean isIntact(Path folder) {
        return Files.exists(lockFile(folder), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Checks that nobody else has deleted the folder: results that were made without their files are wrong.
     *
     * @throws GraderException if somebody has
     */
    public void requireIntact() {
        if (!isIntact()) {
            throw deleted(folder);
        }
    }

    private static GraderException deleted(Path folder) {
        return new GraderException("The temporary folder " + folder + " was deleted while it was in use, perhaps by a program "
                + "that cleans up. Run the same command again. If this happens often, choose a folder that nobody cleans "
                + "with the environment variable TMPDIR (on Windows, TEMP)");
    }

    @Override
    public void close() {
        ShutdownHooks.unregister(cleaner);
        delete();
    }

    private void delete() {
        lock.close();
        RecursiveDelete.deleteRecursively(folder);
    }
}
