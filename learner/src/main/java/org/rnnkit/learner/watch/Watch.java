package org.rnnkit.learner.watch;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.toolkit.Terminals;

/** Watches exercises/ and tests what is saved. */
public final class Watch {

    private final Kit kit;
    private final int seconds;
    private final boolean poll;

    /**
     * Describes it.
     *
     * @param kit the kit
     * @param seconds how long a step's tests may take
     * @param poll whether files are looked at again and again, whatever the system tells
     */
    public Watch(Kit kit, int seconds, boolean poll) {
        this.kit = kit;
        this.seconds = seconds;
        this.poll = poll;
    }

    /**
     * Runs until the user has had enough.
     *
     * @param out where it shows what there is to see
     * @param charset what that can show
     * @throws InterruptedException if this thread is interrupted
     */
    public void run(PrintStream out, Charset charset) throws InterruptedException {
        BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();
        SourceWatcher saves = new SourceWatcher(kit);
        try (WarmTestRunner tests = new WarmTestRunner(kit, seconds);
                TestScheduler rounds = new TestScheduler(kit, tests, events);
                Screen screen = Terminals.isInteractive() ? TerminalScreen.open(out, events) : new PlainScreen(out)) {
            saves.tell(saves.bell(poll), events);
            new WatchLoop(kit, rounds, events, screen, charset).run();
        }
    }
}
