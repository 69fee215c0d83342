package org.rnnkit.grader.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The size of everything that a worker has written, counted until it exceeds a limit: its working folder, the other places
 * that it may write to, and files that it has deleted but still keeps open.
 */
final class DiskUsage extends SimpleFileVisitor<Path> {

    /** The least space that a file takes on disk; without it many small files would hardly count. */
    private static final long BLOCK = 4_096;
    private static final String DELETED = " (deleted)";

    private final long limit;
    private final Set<Object> counted = new HashSet<>();
    private long bytes;

    private DiskUsage(long limit) {
        this.limit = limit;
    }

    /** Tells whether a worker has written more than so many bytes. Files that are deleted during the count don't count. */
    static boolean isAbove(long limit, Sandbox.Spec spec, Process worker) {
        List<ProcessHandle> processes = Stream.concat(worker.descendants(), Stream.of(worker.toHandle())).toList();
        DiskUsage usage = new DiskUsage(limit);
        usage.addTree(asSeenInside(spec.folder(), processes));
        spec.writable().stream().filter(path -> !path.startsWith(spec.folder())).forEach(usage::addTree);
        processes.forEach(usage::addDeletedFiles);
        return usage.bytes > limit;
    }

    /** Returns the working folder as the worker's own processes see it, because in a sandbox nobody else sees its files. */
    private static Path asSeenInside(Path folder, List<ProcessHandle> processes) {
        Optional<Path> inside = processes.stream()
                .map(process -> Path.of("/proc/" + process.pid() + "/root" + folder)).filter(Files::isDirectory).findFirst();
        return inside.orElse(folder);
    }

    private void addTree(Path path) {
        try {
            Files.walkFileTree(path, this);
        } catch (IOException ignored) {
            // A worker has not written what can't be read.
        }
    }

    private void addDeletedFiles(ProcessHandle process) {
        File[] open = new File("/proc/" + process.pid() + "/fd").listFiles();
        for (File file : open == null ? new File[0] : open) {
            try {
                Path link = file.toPath();
                if (Files.readSymbolicLink(link).toString().endsWith(DELETED)) {
                    visitFile(link, Files.readAttributes(link, BasicFileAttributes.class));
                }
            } catch (IOException closedMeanwhile) {
                // It does not take any space.
            }
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return count(BLOCK);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean known = attributes.fileKey() != null && !counted.add(attributes.fileKey());
        return count(known || attributes.isOther() ? 0 : Math.max(BLOCK, attributes.size()));
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
