package org.rnnkit.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.system.UsageException;

/**
 * A grader for a class, with several submissions at the same time. Finished reports are saved at once, so an interrupted run
 * continues where it stopped.
 * A submission that the grader fails with is graded again after all others, alone; see {@link SubmissionGrading}.
 */
public final class Classroom {

    /** The folder in the results for the cache of each submission. */
    static final String CACHE_FOLDER = ".graded";
    /** No submission's cache has this name, because no submission's name begins with a dot. */
    private static final String LOCK_FILE = ".lock";

    private final Course course;
    private final Path out;

    /** Makes a grader for a class. */
    public Classroom(Intake intake, Grader grader, String fingerprint, Marking marking, GradingContext context,
            StudentFeedback feedback, Path out) {
        this.course = new Course(intake, grader, fingerprint, marking, context, feedback);
        this.out = out;
    }

    /**
     * Grades all submissions of a class, with a number of them at the same time, and returns their results in the same
     * order. Only one process at a time may write to a folder for the results.
     */
    public List<ClassroomResult> grade(List<ClassroomSubmission> submissions, int jobs, ClassroomListener... listeners) {
        ProcessLock lock = lock();
        Lanes lanes = new Lanes(jobs);
        try {
            OutputFile.deleteUnfinished(out);
            List.of(listeners).forEach(ClassroomListener::begun);
            List<SubmissionGrading> all = submissions.stream()
                    .map(submission -> new SubmissionGrading(submission, course, out, List.of(listeners))).toList();
            all.forEach(SubmissionGrading::clean);
            List<Optional<ClassroomResult>> first = await(all.stream().map(grading -> lanes.submit(
                    () -> finished(grading.tryBesideOthers(lanes), listeners))).toList());
            return IntStream.range(0, all.size()).mapToObj(i -> first.get(i).or(() -> finished(
                    Optional.of(all.get(i).gradeAlone(lanes)), listeners)).get()).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            lanes.close();
            lock.close();
        }
    }

    private static Optional<ClassroomResult> finished(Optional<ClassroomResult> result, ClassroomListener... listeners) {
        result.ifPresent(one -> List.of(listeners).forEach(listener -> listener.finished(one)));
        return result;
    }

    /** Locks the results. Two graders at a time would take each other's unfinished files for those of a killed one. */
    private ProcessLock lock() {
        Path file = out.resolve(CACHE_FOLDER).resolve(LOCK_FILE);
        try {
            Files.createDirectories(file.getParent());
            return ProcessLock.tryLock(file).orElseThrow(() -> new UsageException("Another grade-all is writing to " + out
                    + ". Wait until it has ended, or choose another --out."));
        } catch (IOException e) {
            throw new GraderException("Can't write to " + out + ": " + e, e);
        }
    }

    private static List<Optional<ClassroomResult>> await(List<Future<Optional<ClassroomResult>>> attempts)
            throws InterruptedException {
        List<Optional<ClassroomResult>> results = new ArrayList<>();
        for (Future<Optional<ClassroomResult>> attempt : attempts) {
            try {
                results.add(attempt.get());
            } catch (ExecutionException e) {
                if (ShutdownHooks.hasBegun()) {
                    throw new GraderException("interrupted", e);
                }
                // Even the handling of an error may fail for lack of memory. The submission is graded again, alone.
                results.add(Optional.empty());
            }
        }
        return results;
    }
}
