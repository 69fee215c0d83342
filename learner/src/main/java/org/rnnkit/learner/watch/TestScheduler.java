package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.SourceFile;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.RoundOver;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.TestError;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.Tested;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A scheduler that tests steps in the background, in rounds. A new round stops the one before it. */
final class TestScheduler implements AutoCloseable {

    private static final int NO_ROUND = 0;

    private final Kit kit;
    private final WarmTestRunner tests;
    private final BlockingQueue<WatchEvent> events;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "test rounds");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int current;

    TestScheduler(Kit kit, WarmTestRunner tests, BlockingQueue<WatchEvent> events) {
        this.kit = kit;
        this.tests = tests;
        this.events = events;
    }

    /** Begins a round with the sources as they are now; what is known of the other steps without a test is told, too. */
    void begin(TestRound round) {
        current = round.number();
        worker.execute(() -> {
            try {
                run(round.number(), round.asked());
            } catch (RuntimeException | Error problem) { // without an event, the screen would say "Testing ..." forever
                events.add(new TestError(problem));
            }
        });
    }

    private void run(int round, List<Step> steps) {
        BooleanSupplier wanted = () -> round == current;
        if (!wanted.getAsBoolean()) {
            return;
        }
        Submission own = new Intake(kit).take(Layout.EXERCISES);
        try (StudentSteps studentSteps = new StudentSteps(kit, own, tests)) {
            for (Step step : steps) {
                Optional<StepReport> report = studentSteps.test(step, wanted);
                if (report.isEmpty()) {
                    return;
                }
                keep(own, step, report.get().status());
                events.add(new Tested(round, report.get()));
            }
            kit.steps().stream().filter(step -> !steps.contains(step)).flatMap(step -> studentSteps.known(step).stream())
                    .forEach(report -> events.add(new Tested(round, report)));
        }
        events.add(new RoundOver(round));
        tests.prepareSpare();
    }

    /** Keeps what was tested as an attempt of the step. */
    private void keep(Submission own, Step step, StepStatus status) {
        Optional<SourceFile> tested = status == StepStatus.NOT_STARTED ? Optional.empty() : own.sources().get(step).stream()
                .filter(source -> source.path().equals(own.fileOf(step))).findFirst();
        try {
            if (tested.isPresent()) {
                Attempts.of(kit, step).keep(tested.get().content(), status.word());
            }
        } catch (IOException | UncheckedIOException notWritable) {
            // Its verdict matters more.
        }
    }

    @Override
    public void close() {
        current = NO_ROUND;
        worker.shutdownNow();
    }

    /**
     * A round of tests, and what it has found so far.
     *
     * @param number its number, from 1; events of an earlier round are ignored
     * @param asked the steps that it tests
     * @param quiet whether it is shown only where a step's line on the board changes
     * @param savedAt the time of the save that it answers, by the file's own time; 0 if a key or the start asked for it
     * @param begun when it began, by the clock of {@link System#nanoTime}
     * @param changed whether it has changed a line on the board that nobody asked for
     */
    record TestRound(int number, List<Step> asked, boolean quiet, long savedAt, long begun, boolean changed) {

        private static final long MINUTE_MILLIS = 60_000;

        /** Makes the first round. */
        static TestRound first(List<Step> steps) {
            return begin(1, steps, false, 0);
        }

        /** Makes the round after this one, for a key. */
        TestRound next(List<Step> steps) {
            return begin(number + 1, steps, false, 0);
        }

        /** Makes the round after this one, for a save. */
        TestRound nextOfSave(List<Step> steps, long millis) {
            return begin(number + 1, steps, false, millis);
        }

        /** Makes the round after this one, for steps that nobody asked for. */
        TestRound nextQuiet(List<Step> steps) {
            return begin(number + 1, steps, true, 0);
        }

        private static TestRound begin(int number, List<Step> steps, boolean quiet, long savedAt) {
            return new TestRound(number, steps, quiet, savedAt, System.nanoTime(), false);
        }

        /** Marks that a line on the board has changed. */
        TestRound withChange() {
            return new TestRound(number, asked, quiet, savedAt, begun, true);
        }

        /** Whether each step's report is shown at once, before the other steps are tested. */
        boolean showsEachReport() {
            return asked.size() == 1 && !quiet;
        }

        /** Whether the board is shown when the round is over. */
        boolean showsEnd() {
            return changed || asked.size() > 1 && !quiet;
        }

        /** Says which steps were tested and how long that took. */
        String words(List<Step> all) {
            String steps = asked.equals(all) ? "All" : Steps.names(asked);
            long sinceSave = System.currentTimeMillis() - savedAt;
            // A file that was moved here keeps an older time.
            String since = sinceSave < MINUTE_MILLIS
                    ? String.format(Locale.ROOT, ", %.2f s after the save", sinceSave / 1e3) : "";
            return String.format(Locale.ROOT, "%s tested in %.2f s%s.", steps, (System.nanoTime() - begun) / 1e9, since);
        }

    }
}
