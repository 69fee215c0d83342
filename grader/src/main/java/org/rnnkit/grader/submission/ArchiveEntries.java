package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The rules for the names of a submission's files, which may be anything in an archive: each is a path inside, or refused. */
final class ArchiveEntries {

    /** The longest name of a file in common file systems, in bytes. */
    private static final int MAX_NAME = 255;

    /** The longest path in bytes: half of Linux's limit, because the sources are written into a folder of the grader's. */
    private static final int MAX_PATH = 2_000;

    /** The most characters of all names of an archive, together with what its other headers take in memory. */
    private static final long MAX_HEADERS = 50_000_000;

    private static final String TOO_LONG = "a name of more than 255 bytes, or a path of more than 2,000 bytes";

    private ArchiveEntries() {}

    /**
     * Checks what the headers of an archive take in memory, before all of them are kept there.
     *
     * @throws org.rnnkit.grader.error.RefusedException if that is far more than the headers of real archives
     */
    static void requireSmallHeaders(long characters) {
        if (characters > MAX_HEADERS) {
            throw Refusals.headersTooLarge();
        }
    }

    /** Makes an entry. Some programs for Windows write backslashes; tar writes "./" before each name. */
    static SubmissionEntry of(String name, long size, String refusal) {
        String path = name.replace('\\', '/').replaceFirst("^(\\./)+", "");
        if (Stream.of(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                || path.contains(":")) {
            return SubmissionEntry.refused(path, "a path that leads out of the submission's folder");
        }
        return path.indexOf('\0') >= 0 ? SubmissionEntry.refused(path, "a name that no file can have")
                : ofFile(path, size, refusal);
    }

    /** Makes an entry, if every file system can have a file of this name: the grader writes the sources to a folder. */
    static SubmissionEntry ofFile(String path, long size, String refusal) {
        if (isTooLong(path)) {
            return SubmissionEntry.refused(path, TOO_LONG);
        }
        return refusal.isEmpty() ? SubmissionEntry.file(path, size) : SubmissionEntry.refused(path, refusal);
    }

    /** Tells whether a name is that of a folder. */
    static boolean isFolder(String name) {
        return name.endsWith("/") || name.endsWith("\\");
    }

    static boolean isTooLong(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH
                || Stream.of(path.split("/")).anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME);
    }
}
