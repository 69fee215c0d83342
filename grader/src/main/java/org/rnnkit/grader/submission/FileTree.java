package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A folder or archive that was handed in. All entries are listed first; only the steps' sources are read. */
interface FileTree extends AutoCloseable {

    /** The most entries allowed; a clone of the kit has far fewer. */
    int MAX_ENTRIES = 100_000;

    /** Folders that tools make. They are skipped, like hidden folders. */
    Set<String> TOOLS = Set.of("target", "runs", "node_modules", "__MACOSX");

    /** Lists all entries. */
    List<SubmissionEntry> entries() throws IOException;

    /** Opens an entry for reading. */
    InputStream open(SubmissionEntry entry) throws IOException;

    /** Returns the time of an entry's last change. Empty in an archive, in which the student chose times and names. */
    default Optional<FileTime> modified(SubmissionEntry entry) throws IOException {
        return Optional.empty();
    }

    /** Reads an entry's content, but not more than so many bytes. */
    default byte[] read(SubmissionEntry entry, int maxBytes) throws IOException {
        try (InputStream in = open(entry)) {
            return in.readNBytes(maxBytes);
        }
    }

    @Override
    default void close() throws IOException {}

    /** Tells, by its name, whether a tool has made a file or folder. */
    static boolean isToolFile(String name) {
        return TOOLS.contains(name) || name.startsWith(".") && !name.equals("..");
    }

    /** Tells whether a tool has made an entry or a folder around it. */
    static boolean isToolFile(SubmissionEntry entry) {
        return Arrays.stream(entry.path().split("/")).anyMatch(FileTree::isToolFile);
    }
}
