package org.rnnkit.grader.classroom;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.submission.ArchiveName;

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

    /**
     * Returns the hand-in of a file or folder. If its name is in no platform's form, the student is the name without the ending
     * of an archive: a student who hands in again, packed in another way, keeps the name.
     */
    static HandIn handIn(Path path) {
        boolean isFile = !Files.isDirectory(path);
        HandIn known = HandIn.of(path, isFile);
        String name = path.getFileName().toString();
        return known.isFromPlatform() ? known
                : HandIn.unknown(isFile ? ArchiveName.withoutEnding(name) : name);
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
