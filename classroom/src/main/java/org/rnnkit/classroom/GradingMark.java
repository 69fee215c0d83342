package org.rnnkit.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.ShutdownHooks;

/**
 * A file that exists while a submission is graded. If it exists before that, the grader was killed in the middle: by its
 * user, or by the system because of this submission, for example because the machine ran out of memory.
 */
final class GradingMark {

    private final Path file;
    private final ClassroomSubmission submission;
    private final Runnable interrupted = this::release;
    private int kills;

    /**
     * The content of the file.
     *
     * @param alone whether the submission is graded while no other is
     * @param kills how often the grader was killed while it graded this submission alone
     * @param handedIn the times of the submission's folders or archives; the next one that is handed in begins at 0 kills
     */
    private record Content(boolean alone, int kills, String handedIn) {}

    /** Describes the mark of a submission, in a folder of its own. */
    GradingMark(Path folder, ClassroomSubmission submission) {
        this.file = folder.resolve("running.json");
        this.submission = submission;
    }

    Path file() {
        return file;
    }

    /** Tells whether an earlier grader was killed while it graded the submission. */
    boolean exists() {
        return Files.exists(file);
    }

    /** Counts how often a grader was killed while it graded the submission and no other. */
    int killsAlone() {
        Optional<Content> found = OutputFile.read(file, Content.class)
                .filter(content -> handedIn().equals(content.handedIn()));
        return found.map(content -> content.kills() + (content.alone() ? 1 : 0)).orElse(0);
    }

    private String handedIn() {
        try {
            List<String> times = new ArrayList<>();
            for (Path path : submission.paths()) {
                times.add(Files.getLastModifiedTime(path).toString());
            }
            return String.join(" ", times);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Sets the mark. An interruption by the user does not count as a kill. */
    void set(boolean alone) {
        kills = killsAlone();
        OutputFile.write(new Content(alone, kills, handedIn()), file);
        ShutdownHooks.register(interrupted);
    }

    private void release() {
        if (kills == 0) {
            file.toFile().delete();
        } else {
            OutputFile.write(new Content(false, kills, handedIn()), file);
        }
    }

    /** Deletes the mark. */
    void delete() {
        ShutdownHooks.unregister(interrupted);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new GraderException("can't delete " + file + ": " + e, e);
        }
    }
}
