package org.rnnkit.classroom;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.GradingContext;
import org.rnnkit.grader.marking.Marking;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.Pages.ShapeDrawing;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.report.format.ReportFiles;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.system.UsageException;

/**
 * A grader for a class. The steps of all submissions share one pool of workers, so that no processor waits for the slowest
 * step of one submission. Finished reports and steps are saved at once, so an interrupted run continues where it stopped.
 * A submission that the grader fails with is graded again after all others, alone; see {@link SubmissionGrading}.
 */
public final class Classroom {

    /** The folder in the results for the cache of each submission. */
    static final String CACHE_FOLDER = ".graded";
    /** No submission's cache has this name, because no submission's name begins with a dot. */
    private static final String LOCK_FILE = ".lock";

    private final SubmissionGrading.Course course;
    private final Path out;

    /** Makes a grader for a class. */
    public Classroom(Intake intake, Grader grader, String fingerprint, Marking marking, GradingContext context,
            StudentFeedback feedback, Path out) {
        this.course = new SubmissionGrading.Course(intake, grader, fingerprint, marking, context, feedback);
        this.out = out;
    }

    /**
     * Grades all submissions of a class, with a number of steps at the same time, and returns their results in the same
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

    /** A listener to the grading of a class. Its methods are called by several threads at the same time. */
    public interface ClassroomListener {

        /** Receives that the grading has begun: from now on, no other grader writes to the folder for the results. */
        default void begun() {}

        /** Receives that the grading of a submission has begun. */
        default void started(String name) {}

        /** Receives the result of a submission. */
        default void finished(ClassroomResult result) {}
    }

    /**
     * The report files for the author of a submission, in a folder to hand out.
     *
     * @param formats the formats to write; formats that are printed are left out for a class
     * @param shapes the drawing of each step's shapes, by the step's title, for the page of the training
     */
    public record StudentFeedback(Set<FormatName> formats, Map<String, ShapeDrawing> shapes) {

        /** Writes the files, unless they are already those of this report. */
        public void update(Path folder, Report report) {
            files(folder).update(Printable.withoutFolders(Printable.of(report)));
        }

        /** Writes the reason why a submission was not taken, in the place of its report. */
        void writeRefused(Path folder, String reason) {
            OutputFile.write(Pages.render("refused.jte", Printable.of(reason)), folder.resolve(FormatName.HTML.file()));
        }

        /** Deletes the files of an earlier grading: they belong to what was handed in before. */
        void delete(Path folder) {
            files(folder).delete();
        }

        private ReportFiles files(Path folder) {
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            return new ReportFiles(formats, folder, nowhere, shapes);
        }
    }

    /**
     * The threads that grade a class: in each lane, one that waits for the steps of a submission, and one that runs steps.
     * While the steps of a submission take much longer than usual, as with an endless loop, there is one more lane for the
     * others.
     */
    static final class Lanes implements AutoCloseable {

        /** Several times as long as the steps of a right submission take on a busy machine. */
        private static final Duration USUAL = Duration.ofSeconds(20);

        private final int jobs;
        private final Duration usual;
        private final ThreadPoolExecutor submissions;
        private final ThreadPoolExecutor workers;
        private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        private int slow;

        /** Makes lanes for so many steps at the same time; at most twice as many, while some are slow. */
        Lanes(int jobs) {
            this(jobs, USUAL);
        }

        Lanes(int jobs, Duration usual) {
            this.jobs = jobs;
            this.usual = usual;
            this.submissions = pool(jobs);
            this.workers = pool(jobs);
        }

        private static ThreadPoolExecutor pool(int size) {
            return new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        /** Grades a submission as soon as a lane is free. */
        <T> Future<T> submit(Callable<T> grading) {
            return submissions.submit(grading);
        }

        /** Returns the threads that run steps and trainings. */
        ExecutorService workers() {
            return workers;
        }

        /** Begins to measure the time of a submission's steps. */
        Lane enter(int steps) {
            return new Lane(steps);
        }

        private synchronized boolean resize(int change) {
            if (slow + change > jobs || workers.isShutdown()) {
                return false;
            }
            slow += change;
            for (ThreadPoolExecutor pool : new ThreadPoolExecutor[] {workers, submissions}) {
                pool.setMaximumPoolSize(2 * jobs);
                pool.setCorePoolSize(jobs + slow);
            }
            return true;
        }

        @Override
        public void close() {
            clock.shutdownNow();
            submissions.shutdownNow();
            workers.shutdownNow();
        }

        /** The lane of a submission whose steps run. */
        final class Lane implements AutoCloseable {

            private final ScheduledFuture<?> alarm = clock.schedule(this::addLane, usual.toMillis(), TimeUnit.MILLISECONDS);
            private int stepsLeft;
            private boolean isSlow;
            private boolean isOver;

            private Lane(int steps) {
                this.stepsLeft = steps;
            }

            private synchronized void addLane() {
                isSlow = !isOver && resize(1);
            }

            /** Notes that a step has its report. After the last one, a training may take its time. */
            synchronized void stepFinished() {
                stepsLeft--;
                if (stepsLeft == 0) {
                    close();
                }
            }

            @Override
            public synchronized void close() {
                alarm.cancel(false);
                isOver = true;
                if (isSlow) {
                    isSlow = false;
                    resize(-1);
                }
            }
        }
    }
}
