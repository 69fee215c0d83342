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
import org.rnnkit.learner.feedback.OwnSteps;
import org.rnnkit.learner.feedback.WarmTests;
import org.rnnkit.learner.watch.Event.Over;
import org.rnnkit.learner.watch.Event.Tested;
import org.rnnkit.learner.watch.Event.Trouble;
import org.rnnkit.testkit.steps.Step;

/** Tests steps while the loop listens: a newer round ends the one before it, wherever that is. */
final class Rounds implements AutoCloseable {

    private final Kit kit;
    private final WarmTests tests;
    private final BlockingQueue<Event> events;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "rounds");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int current;

    Rounds(Kit kit, WarmTests tests, BlockingQueue<Event> events) {
        this.kit = kit;
        this.tests = tests;
        this.events = events;
    }

    /** Begins a round with the sources as they are now; what is known of the other steps without a test is told, too. */
    int begin(List<Step> steps) {
        int round = ++current;
        worker.execute(() -> {
            try {
                run(round, steps);
            } catch (RuntimeException problem) {
                events.add(new Trouble(problem));
            }
        });
        return round;
    }

    private void run(int round, List<Step> steps) {
        BooleanSupplier wanted = () -> round == current;
        if (!wanted.getAsBoolean()) {
            return;
        }
        try (OwnSteps own = new OwnSteps(kit, new Intake(kit).take(Layout.EXERCISES), tests)) {
            for (Step step : steps) {
                Optional<StepReport> report = own.test(step, wanted);
                if (report.isEmpty()) {
                    return;
                }
                events.add(new Tested(round, report.get()));
            }
            kit.steps().stream().filter(step -> !steps.contains(step)).flatMap(step -> own.known(step).stream())
                    .forEach(report -> events.add(new Tested(round, report)));
        }
        events.add(new Over(round));
        tests.prepare();
    }

    @Override
    public void close() {
        current++;
        worker.shutdownNow();
    }
}
