package org.rnnkit.toolkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** A way to write files completely or not at all, even if the program is stopped. */
public final class AtomicFile {

    private static final int RETRIES = 10;
    private static final long PAUSE_NANOS = 200_000_000;

    private AtomicFile() {}

    /**
     * Writes a temporary file beside the target, then moves it into place. Missing folders are created.
     *
     * @param target the file to create or replace
     * @param content the whole content
     * @throws IOException if it cannot be written; an existing file then stays as it was
     */
    public static void write(Path target, byte[] content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path part = folder.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(part, content);
            move(part, target);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Moves a complete file into place. On Windows a program such as Excel or a scanner can hold the target for a moment, so it
     * is tried a few times there.
     *
     * @param part the file to move, on the same disk as the target
     * @param target the file to create or replace
     * @throws IOException if it cannot be moved; an existing file then stays as it was
     */
    public static void move(Path part, Path target) throws IOException {
        for (int left = File.separatorChar == '\\' ? RETRIES : 0; ; left--) {
            try {
                moveOnce(part, target);
                return;
            } catch (FileSystemException held) {
                if (left == 0) {
                    throw held;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static void moveOnce(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
