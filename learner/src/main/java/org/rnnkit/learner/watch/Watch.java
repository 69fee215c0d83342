package org.rnnkit.learner.watch;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Terminals;

/** The watch mode: it watches exercises/ and tests each step that is saved. */
public final class Watch {

    private final Kit kit;
    private final int seconds;
    private final boolean poll;
    private final BlockingQueue<Consumer<WatchLoop>> events = new LinkedBlockingQueue<>();

    /**
     * Makes a watch mode, which {@link #run} starts.
     *
     * @param seconds the time limit for one step's tests
     */
    public Watch(Kit kit, int seconds, boolean poll) {
        this.kit = kit;
        this.seconds = seconds;
        this.poll = poll;
    }

    /** Runs until the user quits, or until nobody reads the output any more. */
    public void run(PrintStream out, Charset charset) throws InterruptedException {
        run(Terminals.isInteractive() ? Screen.open(out, this::press) : new Screen(out, null), charset, progress -> {
            if (out.checkError()) {
                press('q');
            }
        });
    }

    /**
     * Runs until this thread is interrupted. It prints plain lines and reads no keys.
     *
     * @param listener receives the progress after each change
     */
    public void run(PrintStream out, Charset charset, Consumer<WatchProgress> listener) throws InterruptedException {
        run(new Screen(out, null), charset, listener);
    }

    /** Tests all steps again, as the key "a" does. */
    public void testAll() {
        press('a');
    }

    /** Stops the tests that run now, as the key "s" does. */
    public void stop() {
        press('s');
    }

    /** Returns the time limit for one step's tests, in seconds. */
    public int limit() {
        return seconds;
    }

    private void press(char key) {
        events.add(loop -> loop.pressed(key));
    }

    private void run(Screen screen, Charset charset, Consumer<WatchProgress> listener) throws InterruptedException {
        SourceWatcher sources = new SourceWatcher(kit);
        try (screen; WarmTestRunner tests = new WarmTestRunner(kit, seconds);
                TestScheduler scheduler = new TestScheduler(kit, tests, events)) {
            sources.start(poll, (steps, millis) -> events.add(loop -> loop.saved(steps, millis)));
            new WatchLoop(kit, WatchProgress.first(kit), scheduler::begin, screen, charset).run(events, listener);
        }
    }

    /**
     * The progress of the watch loop.
     *
     * @param states the steps' last reports
     * @param pending the steps that are still to be tested since a file was saved
     * @param running the step that is being tested; null if none is
     * @param begun the time when the last round of tests began, by the clock of {@link System#nanoTime}
     * @param problem why the pending steps could not be tested, and what to do; empty if they could
     */
    public record WatchProgress(StepStates states, Step current, Set<Step> pending, Step running, long begun,
            String problem) {

        /** Makes the progress before the first test: the student works at the step that was saved last. */
        public static WatchProgress first(Kit kit) {
            List<Step> steps = kit.steps();
            return new WatchProgress(new StepStates(steps), begun(kit).stream()
                    .max(Comparator.comparing(step -> kit.layout().exercise(step).toFile().lastModified()))
                    .orElse(steps.get(0)), Set.copyOf(steps), steps.get(0), System.nanoTime(), "");
        }

        /** Lists the steps in which the student has changed something. */
        public static List<Step> begun(Kit kit) {
            Submission own = new Intake(kit).take(Layout.EXERCISES);
            return kit.steps().stream().filter(step -> !own.isStub(step)).toList();
        }
    }
}
