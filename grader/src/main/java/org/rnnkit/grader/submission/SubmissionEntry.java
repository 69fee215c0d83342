package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;

/**
 * A file, link or other entry of a submission. All entries are listed first, and only the steps' sources are read. The name of
 * one in an archive may be anything: it is a path inside the submission, or the entry is refused.
 *
 * @param path its path from the submission's folder, with slashes
 * @param size its length in bytes as the folder or archive states it, which need not be true
 * @param refusal the reason why it is never opened; empty for a regular file
 * @param content its content; null if it is refused
 * @param modified the time of its last change; null in an archive, in which the student chose times and names
 */
record SubmissionEntry(String path, long size, String refusal, EntryContent content, FileTime modified) {

    /** The most entries allowed; a clone of the kit has far fewer. */
    static final int MAX_ENTRIES = 100_000;

    /** The refusal of a link, which could lead out of the submission. */
    static final String LINK = "a link, which is not followed: a regular file is needed";

    /** What is added to the name of a Java source that is saved as a text. */
    static final String AS_TEXT = ".txt";

    /** The encoding of file names, in which a shell without a language has only ASCII. */
    static final String ENCODING = System.getProperty("sun.jnu.encoding");

    /** Folders that tools make. They are skipped, like hidden folders. */
    private static final Set<String> TOOLS = Set.of("target", "runs", "node_modules", "__MACOSX");

    /** The longest name of a file in common file systems, in bytes. */
    private static final int MAX_NAME = 255;

    /** The longest path in bytes: half of Linux's limit, because the sources are written into a folder of the grader's. */
    private static final int MAX_PATH = 2_000;

    /** Makes an entry of an archive. Some programs for Windows write backslashes; tar writes "./" before each name. */
    static SubmissionEntry inArchive(String name, long size, String refusal, EntryContent content) {
        String path = name.replace('\\', '/').replaceFirst("^(\\./)++", "");
        boolean leadsOut = path.contains(":")
                || Stream.of(path.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        return leadsOut ? refused(path, "a path that leads out of the submission's folder")
                : refusal.isEmpty() ? of(path, size, content, null) : refused(path, refusal);
    }

    /**
     * Makes an entry, if every file system can have a file of this name, as the grader writes the sources to a folder, and if
     * it is no source with another ending.
     */
    static SubmissionEntry of(String path, long size, EntryContent content, FileTime modified) {
        if (!isValid(path)) {
            return refused(path, "a name that no file can have here, in the encoding " + ENCODING);
        } else if (isTooLong(path)) {
            return refused(path, "a name of more than 255 bytes, or a path of more than 2,000 bytes");
        } else if (isSourceAsText(path)) {
            return refused(path, "rename it to " + path.substring(path.lastIndexOf('/') + 1, path.length() - AS_TEXT.length()));
        }
        return new SubmissionEntry(path, size, "", content, modified);
    }

    /** Makes an entry that is only listed and never opened. */
    static SubmissionEntry refused(String path, String reason) {
        return new SubmissionEntry(path, 0, reason, null, null);
    }

    private static boolean isValid(String path) {
        try {
            Path.of(path);
            return true;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static boolean isTooLong(String path) {
        return path.getBytes(StandardCharsets.UTF_8).length > MAX_PATH
                || Stream.of(path.split("/")).anyMatch(part -> part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME);
    }

    /** Checks the number of entries. */
    static void requireFew(int entries) {
        if (entries > MAX_ENTRIES) {
            throw Refusals.tooManyFiles(MAX_ENTRIES);
        }
    }

    boolean isFile() {
        return refusal.isEmpty();
    }

    /**
     * Tells whether it would be compiled in a step's package, or is refused as a source with another ending. Names that begin
     * with "._" are files of macOS, not Java.
     */
    boolean isSource() {
        return (name().endsWith(".java") || isSourceAsText(path)) && !name().startsWith("._")
                && !name().equals(Layout.MODULE_INFO);
    }

    /** Tells whether a path is that of a Java source with ".txt" added to its name, as some editors and browsers do. */
    static boolean isSourceAsText(String path) {
        return path.toLowerCase(Locale.ROOT).endsWith(".java" + AS_TEXT);
    }

    /** Tells, by its name, whether a tool has made a file or folder. */
    static boolean isToolFile(String name) {
        return TOOLS.contains(name) || name.startsWith(".") && !name.equals("..");
    }

    /** Tells whether a tool has made it or a folder around it. */
    boolean isToolFile() {
        return Stream.of(path.split("/")).anyMatch(SubmissionEntry::isToolFile);
    }

    /** Reads its content, but not more than so many bytes. */
    byte[] read(int maxBytes) throws IOException {
        return content.read(maxBytes);
    }

    /** Returns the folder that it is in; empty for the submission's folder itself. */
    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
