package org.rnnkit.grader.classroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One submission of a class.
 *
 * @param name the submission's name in the results, which is also that of its folder there
 * @param paths the folders, archives and files that were handed in, usually one; empty if it could not be fetched
 * @param handIn the student, and the time, as far as the name of the upload tells them
 * @param notFetched the reason why it could not be fetched from the student's repository; empty if it is here
 */
public record ClassSubmission(String name, List<Path> paths, HandIn handIn, String notFetched) {

    /**
     * Makes a submission of one folder or archive.
     *
     * @param name the submission's name in the results
     * @param path the folder or archive
     */
    public ClassSubmission(String name, Path path) {
        this(name, List.of(path), handIn(path), "");
    }

    /** Returns the hand-in of a file or folder; where it is in no platform's form, the student is its name without ending. */
    static HandIn handIn(Path path) {
        boolean isFile = !Files.isDirectory(path);
        HandIn known = HandIn.of(path, isFile);
        String name = path.getFileName().toString();
        int end = name.toLowerCase(Locale.ROOT).endsWith(".zip") && isFile ? name.length() - ".zip".length() : name.length();
        return known.isFromPlatform() ? known : HandIn.unknown(name.substring(0, end).strip());
    }

    /**
     * Tells whether the name in the results is not that of the student or upload, because that is no valid name for a
     * folder on every system, or means the same folder as another submission's.
     *
     * @return whether the name was changed
     */
    public boolean isRenamed() {
        return !name.equals(handIn.key());
    }
}
