package org.rnnkit.learner.watch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.watch.WatchEvent.RoundOver;
import org.rnnkit.learner.watch.WatchEvent.TestError;
import org.rnnkit.learner.watch.WatchEvent.Tested;
import org.rnnkit.testkit.steps.Step;

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
        try (StudentSteps studentSteps = new StudentSteps(kit, new Intake(kit).take(Layout.EXERCISES), tests)) {
            for (Step step : steps) {
                Optional<StepReport> report = studentSteps.test(step, wanted);
                if (report.isEmpty()) {
                    return;
                }
                events.add(new Tested(round, report.get()));
            }
            kit.steps().stream().filter(step -> !steps.contains(step)).flatMap(step -> studentSteps.known(step).stream())
                    .forEach(report -> events.add(new Tested(round, report)));
        }
        events.add(new RoundOver(round));
        tests.prepareSpare();
    }

    @Override
    public void close() {
        current = NO_ROUND;
        worker.shutdownNow();
    }
}
