package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Deletes a folder, whatever a student's code has made of it. Folders in folders are moved up first: they can be nested
 * so deep that no path is long enough to name them.
 */
public final class RecursiveDelete {

    private final Path top;
    private final Deque<Path> folders = new ArrayDeque<>();

    private RecursiveDelete(Path top) {
        this.top = top;
    }

    /**
     * Deletes a folder. What can't be deleted stays; the system's temporary folder is cleaned in the end.
     *
     * @param folder the folder
     */
    public static void deleteRecursively(Path folder) {
        RecursiveDelete removal = new RecursiveDelete(folder);
        removal.folders.add(folder);
        while (!removal.folders.isEmpty()) {
            removal.empty(removal.folders.pop());
        }
        delete(folder);
    }

    private void empty(Path folder) {
        // Its owner may have locked it.
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
                    moveUp(child);
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // What can't be listed can't be emptied.
        }
        if (!folder.equals(top)) {
            delete(folder);
        }
    }

    private void moveUp(Path folder) {
        // A folder that is moved is written to: it has a new parent.
        folder.toFile().setWritable(true, true);
        try {
            folders.push(Files.move(folder, top.resolve(UUID.randomUUID().toString())));
        } catch (IOException ignored) {
            // It stays, and so does what it is in.
        }
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException ignored) {
            // It stays.
        }
    }
}
