package org.rnnkit.grader.classroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rnnkit.grader.Checkpoint;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.ShutdownHooks;

/**
 * A grader for a class. The steps of all submissions share one pool of workers, so that no processor waits for the slowest
 * step of one submission. Finished reports and steps are saved at once, so an interrupted run continues where it stopped.
 */
public final class Classroom {

    private static final String CACHE_FOLDER = ".graded";

    private final Intake intake;
    private final Grader grader;
    private final String fingerprint;
    private final StudentFeedback feedback;
    private final Path out;

    /**
     * Makes a grader for a class.
     *
     * @param intake reads submissions
     * @param grader grades them
     * @param fingerprint a fingerprint of everything that the results depend on, apart from the submissions
     * @param feedback writes the report of each student
     * @param out the folder for the results, with a folder for each submission
     */
    public Classroom(Intake intake, Grader grader, String fingerprint, StudentFeedback feedback, Path out) {
        this.intake = intake;
        this.grader = grader;
        this.fingerprint = fingerprint;
        this.feedback = feedback;
        this.out = out;
    }

    /**
     * Grades all submissions of a class.
     *
     * @param submissions the submissions
     * @param jobs the number of steps that run at the same time
     * @param progress shows every finished submission
     * @return a result for each submission, in the same order
     * @throws GraderException if the grading of the whole class was interrupted or failed
     */
    public List<ClassResult> grade(List<ClassSubmission> submissions, int jobs, ClassProgress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        // Each thread waits for the steps of one submission. More threads than workers would start submissions too early.
        ExecutorService waiting = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<ClassResult>> all = submissions.stream().map(submission -> waiting.submit(() -> {
                ClassResult result = grade(submission, workers);
                progress.showFinished(result);
                return result;
            })).toList();
            List<ClassResult> results = new ArrayList<>();
            for (Future<ClassResult> one : all) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderException error ? error
                    : new GraderException("The class could not be graded: " + GraderException.describe(e.getCause()),
                            e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            waiting.shutdownNow();
            workers.shutdownNow();
        }
    }

    private ClassResult grade(ClassSubmission submission, ExecutorService workers) {
        String name = submission.name();
        try {
            return ClassResult.graded(name, report(intake.take(name, submission.path()), workers));
        } catch (UsageException refused) {
            return ClassResult.refused(name, refused.getMessage());
        } catch (RuntimeException | Error error) {
            if (ShutdownHooks.hasBegun()) {
                throw error;
            }
            return ClassResult.graderError(name, GraderException.describe(error));
        }
    }

    private Report report(Submission submission, ExecutorService workers) {
        Fingerprint whole = new Fingerprint().add(fingerprint);
        submission.addTo(whole);
        ReportCache cache = new ReportCache(out.resolve(CACHE_FOLDER).resolve(submission.name()), whole.finish());
        Path folder = out.resolve(submission.name());
        Optional<Report> cached = cache.read();
        if (cached.isPresent()) {
            feedback.writeMissing(folder, cached.get());
            return cached.get();
        }
        Checkpoint checkpoint = cache.openCheckpoint();
        Report report = feedback.write(folder, () -> grader.run(submission, checkpoint, step -> { }, workers));
        cache.write(report);
        checkpoint.delete();
        return report;
    }
}
