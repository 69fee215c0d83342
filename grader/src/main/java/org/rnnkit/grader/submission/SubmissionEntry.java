package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A file, link or other entry of a submission that has not been opened yet. Its name may be anything in an archive: it is a
 * path inside the submission, or the entry is refused.
 *
 * @param path its path from the submission's folder, with slashes
 * @param size its length in bytes as the folder or archive states it, which need not be true
 * @param refusal the reason why it is never opened; empty for a regular file
 */
record SubmissionEntry(String path, long size, String refusal) implements Comparable<SubmissionEntry> {

    /** The refusal of a link, which could lead out of the submission. */
    static final String LINK = "a link, which is not followed";

    private static final Comparator<SubmissionEntry> ORDER = Comparator.comparing(SubmissionEntry::path)
            .thenComparing(SubmissionEntry::size).thenComparing(SubmissionEntry::refusal);

    /** The longest name of a file in common file systems, in bytes. */
    private static final int MAX_NAME = 255;

    /** The longest path in bytes: half of Linux's limit, because the sources are written into a folder of the grader's. */
    private static final int MAX_PATH = 2_000;

    /** Makes an entry of an archive. Some programs for Windows write backslashes; tar writes "./" before each name. */
    static SubmissionEntry inArchive(String name, long size, String refusal) {
        String path = name.replace('\\', '/').replaceFirst("^(\\./)+", "");
        if (Stream.of(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                || path.contains(":")) {
            return refused(path, "a path that leads out of the submission's folder");
        }
        return path.indexOf('\0') >= 0 ? refused(path, "a name that no file can have") : of(path, size, refusal);
    }

    /** Makes an entry, if every file system can have a file of this name: the grader writes the sources to a folder. */
    static SubmissionEntry of(String path, long size, String refusal) {
        if (isTooLong(path)) {
            return refused(path, "a name of more than 255 bytes, or a path of more than 2,000 bytes");
        }
        return refusal.isEmpty() ? new SubmissionEntry(path, size, "") : refused(path, refusal);
    }

    /** Makes an entry that is only listed and never opened. */
    static SubmissionEntry refused(String path, String reason) {
        return new SubmissionEntry(path, 0, reason);
    }

    /** Tells whether a name in an archive is that of a folder. */
    static boolean isFolder(String name) {
        return name.endsWith("/") || name.endsWith("\\");
    }

    static boolean isTooLong(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH
                || Stream.of(path.split("/")).anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME);
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
