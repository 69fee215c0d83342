package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * The deletion of a folder that a student's code has written to. Inner folders are moved up first, because they can be
 * nested so deep that the path of the innermost is longer than the system allows.
 */
public final class RecursiveDelete {

    private RecursiveDelete() {}

    /**
     * Deletes a folder with everything in it. Links are deleted, not followed. Files that can't be deleted stay, without an
     * error: they are in the system's temporary folder, which the system cleans itself.
     */
    public static void deleteRecursively(Path top) {
        Deque<Path> folders = new ArrayDeque<>(List.of(top));
        while (!folders.isEmpty()) {
            empty(folders.pop(), top, folders);
        }
        delete(top);
    }

    static void empty(Path folder, Path top, Deque<Path> folders) {
        // A student's code may have taken the permissions away.
        folder.toFile().setReadable(true, true);
        folder.toFile().setWritable(true, true);
        folder.toFile().setExecutable(true, true);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    delete(child);
                } else if (folder.equals(top)) {
                    folders.push(child);
                } else {
                    moveUp(child, top, folders);
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // A folder that can't be listed can't be emptied.
        }
        if (!folder.equals(top)) {
            delete(folder);
        }
    }

    private static void moveUp(Path folder, Path top, Deque<Path> folders) {
        // Moving a folder changes its entry "..", so that it has to be writable.
        folder.toFile().setWritable(true, true);
        try {
            folders.push(Files.move(folder, top.resolve(UUID.randomUUID().toString())));
        } catch (IOException ignored) {
            // It stays, and so does the folder around it.
        }
    }

    static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException ignored) {
            // It stays.
        }
    }
}
