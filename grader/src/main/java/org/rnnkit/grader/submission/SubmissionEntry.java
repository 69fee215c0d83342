package org.rnnkit.grader.submission;

/**
 * A thing in a submission, not yet opened.
 *
 * @param path its place, from the submission's folder, with slashes
 * @param size its length as it claims to be
 * @param refusal why it is never opened; empty for a plain file
 */
record SubmissionEntry(String path, long size, String refusal) {

    /** A plain file. */
    static SubmissionEntry file(String path, long size) {
        return new SubmissionEntry(path, size, "");
    }

    /** Something that is named and left alone. */
    static SubmissionEntry refused(String path, String why) {
        return new SubmissionEntry(path, 0, why);
    }

    boolean isFile() {
        return refusal.isEmpty();
    }

    /** The folder that it is in; empty for the submission's own. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
