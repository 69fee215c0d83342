package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** The size of a folder's files, counted until it exceeds a limit. */
final class FolderSize extends SimpleFileVisitor<Path> {

    /** The least space that a file takes on disk; without it many small files would hardly count. */
    private static final long BLOCK = 4_096;

    private final long limit;
    private long bytes;

    private FolderSize(long limit) {
        this.limit = limit;
    }

    /** Tells whether a folder has more than so many bytes. Files that are deleted during the count don't count. */
    static boolean isAbove(long limit, Path folder) {
        FolderSize size = new FolderSize(limit);
        try {
            Files.walkFileTree(folder, size);
        } catch (IOException ignored) {
            // A worker has not written what can't be read.
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
        // A folder that can't be opened counts as too large: otherwise a worker could hide files in it.
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
