package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What was handed in, a folder or an archive: its entries are listed first, and few are ever opened. */
interface FileTree extends AutoCloseable {

    /** No clone of the kit comes near it. */
    int MAX_ENTRIES = 100_000;

    /** What tools make for themselves; hidden folders are left alone like these. */
    Set<String> TOOLS = Set.of("target", "runs", "node_modules", "__MACOSX");

    /** Lists the entries. */
    List<SubmissionEntry> entries() throws IOException;

    /** Reads an entry's first bytes. */
    byte[] read(SubmissionEntry entry, int most) throws IOException;

    @Override
    void close() throws IOException;

    /** Tells whether a file or folder is a tool's, by its name. */
    static boolean isTools(String name) {
        return TOOLS.contains(name) || name.startsWith(".") && !name.equals("..");
    }
}
