package org.rnnkit.grader.submission;

import java.util.Comparator;

/**
 * A file, link or other entry of a submission that has not been opened yet.
 *
 * @param path its path from the submission's folder, with slashes
 * @param size its length in bytes as the folder or archive states it, which need not be true
 * @param refusal the reason why it is never opened; empty for a regular file
 */
record SubmissionEntry(String path, long size, String refusal) implements Comparable<SubmissionEntry> {

    private static final Comparator<SubmissionEntry> ORDER = Comparator.comparing(SubmissionEntry::path)
            .thenComparing(SubmissionEntry::size).thenComparing(SubmissionEntry::refusal);

    /** The refusal of a link, which could lead out of the submission. */
    static final String LINK = "a link, which is not followed";

    /** Makes the entry of a regular file. */
    static SubmissionEntry file(String path, long size) {
        return new SubmissionEntry(path, size, "");
    }

    /** Makes an entry that is only listed and never opened. */
    static SubmissionEntry refused(String path, String reason) {
        return new SubmissionEntry(path, 0, reason);
    }

    /** Also keeps maps of entries fast whose names were chosen so that all have the same hash. */
    @Override
    public int compareTo(SubmissionEntry other) {
        return ORDER.compare(this, other);
    }

    boolean isFile() {
        return refusal.isEmpty();
    }

    /** Returns the folder that it is in; empty for the submission's folder itself. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
