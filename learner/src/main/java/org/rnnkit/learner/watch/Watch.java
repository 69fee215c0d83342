package org.rnnkit.learner.watch;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.lab.LabTests;
import org.rnnkit.toolkit.Terminals;

/** The watch mode: it watches exercises/ and tests each step that is saved. */
public final class Watch {

    private final Kit kit;
    private final int seconds;
    private final boolean poll;
    private final BlockingQueue<Consumer<Session>> events = new LinkedBlockingQueue<>();

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
        Screen screen = Terminals.isInteractive()
                ? Screen.open(out, key -> events.add(session -> Keys.press(key, session))) : new Screen(out, null);
        run(screen, charset, progress -> {
            if (out.checkError()) {
                events.add(Session::quit);
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

    /** Tests all steps again. */
    public void testAll() {
        events.add(Session::testAll);
    }

    /** Stops the tests that run now. */
    public void stop() {
        events.add(Session::stop);
    }

    /** Returns the time limit for one step's tests, in seconds. */
    public int limit() {
        return seconds;
    }

    private void run(Screen screen, Charset charset, Consumer<WatchProgress> listener) throws InterruptedException {
        SourceWatcher sources = new SourceWatcher(kit);
        try (screen; LabTests tests = new LabTests(kit, seconds);
                TestScheduler scheduler = new TestScheduler(kit, tests, events)) {
            sources.start(poll, (steps, millis) -> events.add(session -> session.saved(steps, millis)));
            new Session(kit, WatchProgress.first(kit), scheduler::begin, screen, charset).run(events, listener);
        }
    }
}
