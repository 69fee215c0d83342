package org.rnnkit.grader.submission;

import java.util.regex.Pattern;

/** The names of archives. Those that can't be read are among them: their authors get a reason. */
public final class ArchiveName {

    private static final Pattern ENDING = Pattern.compile("(?i)(\\.tar)?\\.(zip|tar|tgz|gz|7z|rar|bz2|xz)$");

    private ArchiveName() {}

    /**
     * Tells by its name whether a file should be an archive.
     *
     * @param file the name of the file
     * @return whether it has the ending of an archive
     */
    public static boolean matches(String file) {
        return ENDING.matcher(file).find();
    }

    /**
     * Removes the ending of an archive.
     *
     * @param file the name of a file
     * @return the name without the ending; unchanged if it has none
     */
    public static String withoutEnding(String file) {
        return ENDING.matcher(file).replaceFirst("").strip();
    }
}
