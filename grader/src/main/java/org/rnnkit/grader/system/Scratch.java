package org.rnnkit.grader.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder for one run. It is deleted when the run ends, also if the user interrupts it. */
public final class Scratch implements AutoCloseable {

    private final Path folder;
    private final Runnable cleaner = this::delete;

    /** Makes the folder in the system's temporary folder. */
    public Scratch() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes the folder.
     *
     * @param parent the folder around it; on the same disk as the target if a file is to be moved there in one operation
     */
    public Scratch(Path parent) {
        try {
            folder = Files.createTempDirectory(parent, "rnnkit-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary folder can't be made", e);
        }
        ShutdownHooks.register(cleaner);
    }

    /**
     * Makes a folder in another one, if it does not exist yet.
     *
     * @param scratch the outer folder
     * @param name the name of the new folder
     * @return the new folder
     */
    public static Path createSubfolder(Path scratch, String name) {
        try {
            return Files.createDirectories(scratch.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + scratch, e);
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

    @Override
    public void close() {
        ShutdownHooks.unregister(cleaner);
        delete();
    }

    private void delete() {
        RecursiveDelete.deleteRecursively(folder);
    }
}
