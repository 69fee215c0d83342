package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.learner.guide.TerminalWidth;
import org.rnnkit.learner.watch.WatchEvent.Key;

/** A terminal that reads single keys, without Enter. Ctrl-C still ends the program. */
final class TerminalScreen implements Screen {

    private static final long WAIT_MILLIS = 500;
    private static final int DEFAULT_HEIGHT = 24;

    private final Terminal terminal;
    private final PrintStream out;
    private final Runnable restore = this::restore;

    private TerminalScreen(Terminal terminal, PrintStream out) {
        this.terminal = terminal;
        this.out = out;
        ShutdownHooks.register(restore);
    }

    /** Opens this program's terminal. Where it can do too little, a plain screen is returned. */
    static Screen open(PrintStream out, BlockingQueue<WatchEvent> events) {
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return new PlainScreen(out);
            }
            TerminalScreen screen = new TerminalScreen(terminal, out);
            terminal.enterRawMode();
            screen.listen(events);
            return screen;
        } catch (IOException noTerminal) {
            return new PlainScreen(out);
        }
    }

    private void listen(BlockingQueue<WatchEvent> events) {
        Thread thread = new Thread(() -> {
            KeyReader reader = new KeyReader(terminal.reader());
            try {
                for (int key = reader.read(WAIT_MILLIS); key != KeyReader.END; key = reader.read(WAIT_MILLIS)) {
                    if (key > 0) {
                        events.add(new Key((char) key));
                    }
                }
            } catch (IOException closed) {
                return; // there are no more keys
            }
        }, "keys");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public PrintStream out() {
        return out;
    }

    @Override
    public void clear() {
        out.flush();
        terminal.puts(Capability.clear_screen);
        terminal.flush();
    }

    @Override
    public int width() {
        return TerminalWidth.of(terminal);
    }

    @Override
    public int height() {
        return terminal.getHeight() > 0 ? terminal.getHeight() : DEFAULT_HEIGHT;
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    public void close() {
        ShutdownHooks.unregister(restore);
        restore();
    }

    private void restore() {
        out.flush();
        try {
            terminal.close();
        } catch (IOException ignored) {
            // The terminal no longer exists.
        }
    }
}
