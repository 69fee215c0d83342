package org.rnnkit.grader.submission;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** The rules for the names of an archive's entries, which may be anything: each is a path inside, or refused. */
final class ArchiveEntries {

    /** The longest name of a file in common file systems, in bytes. */
    private static final int MAX_NAME = 255;

    /** The longest path in bytes: half of Linux's limit, because the sources are written into a folder of the grader's. */
    private static final int MAX_PATH = 2_000;

    /** The most characters of all names of an archive, together with what its other headers take in memory. */
    private static final long MAX_HEADERS = 50_000_000;

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
        if (!canBeNamed(path)) {
            return SubmissionEntry.refused(path, "a name that no file can have");
        }
        return refusal.isEmpty() ? SubmissionEntry.file(path, size) : SubmissionEntry.refused(path, refusal);
    }

    /** Tells whether a name is that of a folder. */
    static boolean isFolder(String name) {
        return name.endsWith("/") || name.endsWith("\\");
    }

    /** Tells whether every file system can have a file of this name: the grader writes the sources to a folder. */
    private static boolean canBeNamed(String name) {
        return name.indexOf('\0') < 0 && name.getBytes(StandardCharsets.UTF_8).length <= MAX_PATH
                && Stream.of(name.split("/")).allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME);
    }
}
