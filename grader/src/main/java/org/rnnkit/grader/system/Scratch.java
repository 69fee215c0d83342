package org.rnnkit.grader.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.error.GraderException;

/**
 * A temporary folder for one run. It is deleted when the run ends, also if the user interrupts it. If the process is
 * killed, the next process that makes one beside it deletes it: a lock file in it tells whether its process still lives.
 */
public final class Scratch implements AutoCloseable {

    /** The beginning of each scratch folder's name. */
    static final String PREFIX = "rnnkit-";
    private static final String LOCK_FILE = "rnnkit.lock";

    private final Path folder;
    private final ProcessLock lock;
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
        } catch (IOException e) {
            throw new GraderException("A temporary folder can't be made in " + parent + ": " + e + ". Make sure that this "
                    + "folder exists, can be written to and has free space, or choose another one with the environment "
                    + "variable JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER", e);
        }
        ShutdownHooks.register(cleaner);
        ScratchSweep.sweepBeside(folder);
    }

    private static Path make(Path parent) throws IOException {
        return Files.createTempDirectory(parent, PREFIX).toRealPath();
    }

    private static Optional<ProcessLock> lock(Path folder) throws IOException {
        try {
            return ProcessLock.tryLock(lockFile(folder));
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
     * Makes a folder in another one, if it does not exist yet.
     *
     * @param scratch the outer folder
     * @param name the name of the new folder
     * @return the new folder
     * @throws GraderException if the outer folder was deleted
     */
    public static Path createSubfolder(Path scratch, String name) {
        requireExisting(scratch);
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
        }
    }

    /**
     * Checks that a folder in a scratch folder exists.
     *
     * @param inner the inner folder
     * @throws GraderException if somebody has deleted it
     */
    public static void requireExisting(Path inner) {
        if (!Files.isDirectory(inner)) {
            throw deleted(inner);
        }
    }

    /**
     * Returns the folder.
     *
     * @return its path
     */
    public Path folder() {
        return folder;
    }

    /**
     * Tells whether the folder still has its files. Some systems delete old files from the temporary folder.
     *
     * @return whether nobody else has deleted it
     */
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
                + "with the environment variable JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
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
