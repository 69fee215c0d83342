package org.rnnkit.grader.submission;

import java.io.IOException;
import java.util.List;

/** The content of a file in a submission. */
@FunctionalInterface
interface EntryContent {

    /** Reads the content, but not more than so many bytes. */
    byte[] read(int maxBytes) throws IOException;

    /** Lists the entries of the archive that the file is. */
    default List<SubmissionEntry> open(Archives archives) throws IOException {
        throw new IOException("it is no archive");
    }
}
