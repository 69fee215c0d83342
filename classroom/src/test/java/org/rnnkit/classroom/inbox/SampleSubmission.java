package org.rnnkit.classroom.inbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;

/** Submissions for tests of the roster. */
public final class SampleSubmission {

    private SampleSubmission() {}

    /** Makes the submission of an upload, as if the roster had each student whom its name can mean. */
    public static ClassroomSubmission of(String name, String upload) {
        Path path = Path.of(upload);
        List<HandIn> readings = new UploadNames(List.of(path), Map.of(), student -> true).of(path);
        return new ClassroomSubmission(name, List.of(path),
                readings.isEmpty() ? List.of(ClassroomSubmission.plain(path)) : readings, "");
    }
}
