package org.rnnkit.grader.classroom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.Journal;
import org.rnnkit.grader.error.GraderTrouble;
import org.rnnkit.grader.error.WrongUse;
import org.rnnkit.grader.kit.Fingerprint;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Shutdown;

/**
 * Grades a class. The steps of all submissions share one pool of workers, so that no processor waits for the slowest
 * step of one of them; what is finished is kept at once and never done again.
 */
public final class Classroom {

    private static final String KEPT = ".graded";

    private final Intake intake;
    private final Grader grader;
    private final String fingerprint;
    private final Handout handout;
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
    public Classroom(Intake intake, Grader grader, String fingerprint, Handout handout, Path out) {
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
    public List<Result> grade(List<Handin> handins, int jobs, ClassProgress progress) {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        // Each of these waits for one submission's steps; no more are begun than there are workers.
        ExecutorService desks = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Result>> all = handins.stream().map(handin -> desks.submit(() -> {
                Result result = grade(handin, workers);
                progress.finished(result);
                return result;
            })).toList();
            List<Result> results = new ArrayList<>();
            for (Future<Result> one : all) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof GraderTrouble trouble ? trouble
                    : new GraderTrouble("The class could not be graded: " + GraderTrouble.inWords(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderTrouble("interrupted", e);
        } finally {
            desks.shutdownNow();
            workers.shutdownNow();
        }
    }

    private Result grade(Handin handin, ExecutorService workers) {
        try {
            return Result.graded(handin.name(), report(intake.take(handin.name(), handin.path()), workers));
        } catch (WrongUse refused) {
            return Result.refused(handin.name(), refused.getMessage());
        } catch (RuntimeException | Error trouble) {
            if (Shutdown.hasBegun()) {
                throw trouble;
            }
            return Result.trouble(handin.name(), GraderTrouble.inWords(trouble));
        }
    }

    private Report report(Submission submission, ExecutorService workers) {
        Fingerprint whole = new Fingerprint().add(fingerprint);
        submission.addTo(whole);
        Kept kept = new Kept(out.resolve(KEPT).resolve(submission.name()), whole.end());
        Path folder = out.resolve(submission.name());
        Optional<Report> finished = kept.report();
        if (finished.isPresent()) {
            handout.complete(folder, finished.get());
            return finished.get();
        }
        Journal journal = kept.journal();
        Report report = handout.write(folder, () -> grader.run(submission, journal, step -> { }, workers));
        kept.keep(report);
        journal.done();
        return report;
    }
}
