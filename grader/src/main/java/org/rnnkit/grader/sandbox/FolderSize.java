package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How much lies in a folder, counted until it is too much. */
final class FolderSize extends SimpleFileVisitor<Path> {

    /** What a file takes at least, so that many small ones count, too. */
    private static final long BLOCK = 4_096;

    private final long limit;
    private long bytes;

    private FolderSize(long limit) {
        this.limit = limit;
    }

    /** Tells whether there is more than so many bytes; what vanishes while it is counted does not count. */
    static boolean isAbove(long limit, Path folder) {
        FolderSize size = new FolderSize(limit);
        try {
            Files.walkFileTree(folder, size);
        } catch (IOException ignored) {
            // What can't be read was not written by a worker.
        }
        return size.bytes > limit;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return count(BLOCK);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return count(Math.max(BLOCK, attributes.size()));
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        // A folder that its owner locked, or one too deep for a path, is no place to hide.
        return problem instanceof NoSuchFileException ? FileVisitResult.CONTINUE : count(limit + 1);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException problem) {
        return FileVisitResult.CONTINUE;
    }

    private FileVisitResult count(long more) {
        bytes += more;
        return bytes > limit ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }
}
