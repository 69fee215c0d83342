package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** A folder or archive that was handed in. All entries are listed first; only the steps' sources are read. */
interface FileTree extends AutoCloseable {

    /** The most entries allowed; a clone of the kit has far fewer. */
    int MAX_ENTRIES = 100_000;

    /** Folders that tools make. They are skipped, like hidden folders. */
    Set<String> TOOLS = Set.of("target", "runs", "node_modules", "__MACOSX");

    /** Lists all entries. */
    List<SubmissionEntry> entries() throws IOException;

    /** Reads an entry's content, but not more than so many bytes. */
    byte[] read(SubmissionEntry entry, int maxBytes) throws IOException;

    @Override
    void close() throws IOException;

    /** Tells, by its name, whether a tool has made a file or folder. */
    static boolean isToolFile(String name) {
        return TOOLS.contains(name) || name.startsWith(".") && !name.equals("..");
    }
}
