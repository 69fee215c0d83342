package org.rnnkit.grader.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder for what a run needs on the way; gone when the run is over, interrupted or not. */
public final class Scratch implements AutoCloseable {

    private final Path folder;
    private final Runnable cleaner = this::delete;

    /** Makes the folder where the system has its temporary ones. */
    public Scratch() {
        this(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Makes the folder.
     *
     * @param parent where: what is to be moved from it whole must be near its place
     */
    public Scratch(Path parent) {
        try {
            folder = Files.createTempDirectory(parent, "rnnkit-").toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for temporary files", e);
        }
        ShutdownHooks.register(cleaner);
    }

    /**
     * Makes an empty folder in another one.
     *
     * @param scratch a folder to write to
     * @param name the name of the new folder
     * @return the new folder
     */
    public static Path subfolder(Path scratch, String name) {
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
