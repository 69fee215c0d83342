package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.SourceFile;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.lab.LabTests;
import org.rnnkit.testkit.steps.Step;

/** A scheduler that tests steps in the background, in rounds. A new round stops the one before it. */
final class TestScheduler implements AutoCloseable {

    private static final int NO_ROUND = 0;

    private final Kit kit;
    private final LabTests tests;
    private final BlockingQueue<Consumer<Session>> events;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "test rounds");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int current;

    TestScheduler(Kit kit, LabTests tests, BlockingQueue<Consumer<Session>> events) {
        this.kit = kit;
        this.tests = tests;
        this.events = events;
    }

    /** Begins a round with the sources as they are now; what is known of the other steps without a test is told, too. */
    void begin(int round, List<Step> steps) {
        stop(round);
        worker.execute(() -> {
            try {
                run(round, steps);
            } catch (RuntimeException | Error problem) { // without an event, the screen would say "Testing ..." forever
                events.add(session -> session.failed(round, problem));
            }
        });
    }

    /** Stops the round that runs. */
    private void stop(int next) {
        current = next;
        tests.cancel();
    }

    private void run(int round, List<Step> steps) {
        BooleanSupplier wanted = () -> round == current;
        if (!wanted.getAsBoolean()) {
            return;
        }
        Submission own = new Intake(kit).take(Layout.EXERCISES);
        StudentSteps studentSteps = new StudentSteps(kit, own);
        for (Step step : steps) {
            Optional<StepReport> report = tests.test(studentSteps, step, wanted);
            if (report.isEmpty()) {
                return;
            }
            keep(own, step, report.get().status());
            events.add(session -> session.tested(round, report.get()));
        }
        kit.steps().stream().filter(step -> !steps.contains(step)).flatMap(step -> studentSteps.known(step).stream())
                .forEach(report -> events.add(session -> session.tested(round, report)));
        events.add(session -> session.roundOver(round));
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
        stop(NO_ROUND);
        worker.shutdownNow();
    }
}
