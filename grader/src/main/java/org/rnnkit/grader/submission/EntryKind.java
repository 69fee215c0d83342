package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/**
 * The kind of a file or folder that was handed in. Links are never followed: a link could lead to the reference or to
 * somebody else's submission. A hard link can't be told from a file; no archive that is read here can make one.
 */
public enum EntryKind {
    /** A regular file. */
    FILE,
    /** A folder. */
    FOLDER,
    /** A symbolic link, or a junction of Windows. */
    LINK,
    /** A pipe, a device or the like, whose reading may never end. */
    OTHER,
    /** Nothing is there, or it can't be read. */
    MISSING;

    private static final Pattern ARCHIVE_ENDING = Pattern.compile("(?i)(\\.tar)?\\.(zip|tar|tgz|gz|7z|rar|bz2|xz)$");

    /** Looks at a path. The folders around it may be links: the instructor named them. */
    public static EntryKind of(Path path) {
        try {
            return of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return MISSING;
        }
    }

    /** Reads attributes. For Java a junction is a folder and, at the same time, something other than files and folders. */
    static EntryKind of(BasicFileAttributes found) {
        return found.isSymbolicLink() || found.isDirectory() && found.isOther() ? LINK
                : found.isRegularFile() ? FILE
                : found.isDirectory() ? FOLDER : OTHER;
    }

    /**
     * Tells by its name whether a file should be an archive. One that can't be opened counts, too: its author gets a
     * reason.
     */
    public static boolean isArchive(String fileName) {
        return ARCHIVE_ENDING.matcher(fileName).find();
    }

    /** Removes the ending of an archive from a file's name, if it has one. */
    public static String withoutArchiveEnding(String fileName) {
        return ARCHIVE_ENDING.matcher(fileName).replaceFirst("").strip();
    }
}
