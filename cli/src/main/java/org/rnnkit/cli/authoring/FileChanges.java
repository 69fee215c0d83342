package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Changes of files that can be undone together. */
final class FileChanges {

    private final Deque<Change> changes = new ArrayDeque<>();

    /** A file or folder as it was; the content is null where there was nothing. */
    private record Change(Path place, byte[] before) {}

    /** Writes a file, with the folders that it needs. */
    void write(Path file, String text) throws IOException {
        createFolder(file.getParent());
        changes.push(new Change(file, Files.exists(file) ? Files.readAllBytes(file) : null));
        Files.writeString(file, text);
    }

    private void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            createFolder(folder.getParent());
            Files.createDirectory(folder);
            changes.push(new Change(folder, null));
        }
    }

    /** Undoes all changes, the last one first. */
    void undo() throws IOException {
        while (!changes.isEmpty()) {
            Change change = changes.pop();
            if (change.before() == null) {
                Files.deleteIfExists(change.place());
            } else {
                Files.write(change.place(), change.before());
            }
        }
    }
}
