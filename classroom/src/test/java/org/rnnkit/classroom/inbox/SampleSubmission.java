package org.rnnkit.classroom.inbox;

import java.nio.file.Path;
import java.util.List;

/** Submissions for tests of the roster. */
public final class SampleSubmission {

    private SampleSubmission() {}

    /** Makes the submission of an upload with a plain name, or with one that Moodle has given. */
    public static ClassroomSubmission of(String name, String upload) {
        return of(name, upload, UploadNames.MOODLE);
    }

    /** Makes the submission of an upload. */
    public static ClassroomSubmission of(String name, String upload, UploadNames names) {
        Path path = Path.of(upload);
        List<HandIn> readings = names.of(path);
        return new ClassroomSubmission(name, List.of(path),
                readings.isEmpty() ? List.of(ClassroomSubmission.plain(path)) : readings, "");
    }
}
