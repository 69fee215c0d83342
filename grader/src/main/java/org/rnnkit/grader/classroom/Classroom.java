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
 * Grades a class. The steps of all submissions share one pool of workers, so that no processor waits for the slowest
 * step of one of them; what is finished is kept at once and never done again.
 */
public final class Classroom {

    private static final String KEPT = ".graded";

    private final Intake intake;
    private final Grader grader;
    private final String fingerprint;
    private final StudentFeedback handout;
    private final Path out;

    /**
     * Prepares it.
     *
     * @param intake what takes submissions
     * @param grader what grades them
     * @param fingerprint everything that their results depend on but themselves
     * @param handout what each author gets
     * @param out where the folders go
     */
    public Classroom(Intake intake, Grader grader, String fingerprint, StudentFeedback handout, Path out) {
        this.intake = intake;
        this.grader = grader;
        this.fingerprint = fingerprint;
        this.handout = handout;
        this.out = out;
    }

    /**
     * Grades all.
     *
     * @param handins the submissions
     * @param jobs how many steps run at a time
     * @param progress told of every submission
     * @return what became of each, in their order
     */
    public List<ClassResult> grade(List<ClassSubmission> handins, int jobs, ClassProgress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        // Each of these waits for one submission's steps; no more are begun than there are workers.
        ExecutorService desks = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<ClassResult>> all = handins.stream().map(handin -> desks.submit(() -> {
                ClassResult result = grade(handin, workers);
                progress.finished(result);
                return result;
            })).toList();
            List<ClassResult> results = new ArrayList<>();
            for (Future<ClassResult> one : all) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderException trouble ? trouble
                    : new GraderException("The class could not be graded: " + GraderException.describe(e.getCause()),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderException("interrupted", e);
        } finally {
            desks.shutdownNow();
            workers.shutdownNow();
        }
    }

    private ClassResult grade(ClassSubmission handin, ExecutorService workers) {
        try {
            return ClassResult.graded(handin.name(), report(intake.take(handin.name(), handin.path()), workers));
        } catch (UsageException refused) {
            return ClassResult.refused(handin.name(), refused.getMessage());
        } catch (RuntimeException | Error trouble) {
            if (ShutdownHooks.hasBegun()) {
                throw trouble;
            }
            return ClassResult.trouble(handin.name(), GraderException.describe(trouble));
        }
    }

    private Report report(Submission submission, ExecutorService workers) {
        Fingerprint whole = new Fingerprint().add(fingerprint);
        submission.addTo(whole);
        ReportCache kept = new ReportCache(out.resolve(KEPT).resolve(submission.name()), whole.finish());
        Path folder = out.resolve(submission.name());
        Optional<Report> finished = kept.report();
        if (finished.isPresent()) {
            handout.complete(folder, finished.get());
            return finished.get();
        }
        Checkpoint journal = kept.journal();
        Report report = handout.write(folder, () -> grader.run(submission, journal, step -> { }, workers));
        kept.keep(report);
        journal.delete();
        return report;
    }
}
