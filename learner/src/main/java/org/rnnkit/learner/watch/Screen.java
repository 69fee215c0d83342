package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.BlockingQueue;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.Key;
import org.rnnkit.toolkit.Terminals;

/** The screen that the watch loop prints on. */
interface Screen extends AutoCloseable {

    /** Returns the stream to print to. */
    PrintStream out();

    /** Clears the screen, or starts a new paragraph where that is impossible. */
    void clear();

    /** Returns the number of columns. */
    int width();

    /** Returns the number of lines that are visible at once. */
    int height();

    /** Tells whether single keys are read. */
    boolean hasKeys();

    @Override
    void close();

    /**
     * A screen for output that is not a terminal, such as a file: plain lines, no keys.
     *
     * @param out the stream to print to
     */
    record PlainScreen(PrintStream out) implements Screen {

        @Override
        public void clear() {
            out.println();
        }

        @Override
        public int width() {
            return Terminals.columns();
        }

        @Override
        public int height() {
            return Integer.MAX_VALUE;
        }

        @Override
        public boolean hasKeys() {
            return false;
        }

        @Override
        public void close() {
            out.flush();
        }
    }

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
                Terminal terminal = Terminals.open();
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
            return Terminals.width(terminal);
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

    /**
     * A reader of single keys. It skips arrow keys, function keys and the like: a terminal sends an escape character for them,
     * then brackets, digits and letters that nobody typed.
     */
    final class KeyReader {

        /** The result where no key came in time, or one that is skipped. */
        static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

        /** The result at the end of the input. */
        static final int END = NonBlockingReader.EOF;

        private static final int ESCAPE = 0x1B;

        /** The characters of one key come together; after this pause, the next one belongs to another key. */
        private static final long PAUSE_MILLIS = 50;

        private final NonBlockingReader reader;

        KeyReader(NonBlockingReader reader) {
            this.reader = reader;
        }

        /** Returns the character of the next key, {@link #NO_KEY} or {@link #END}. */
        int read(long millis) throws IOException {
            int key = reader.read(millis);
            return key == ESCAPE ? skipSequence() : key;
        }

        private int skipSequence() throws IOException {
            int next = reader.read(PAUSE_MILLIS);
            if (next == ESCAPE) {
                return skipSequence();
            }
            if (next == '[' || next == 'O') {
                do {
                    next = reader.read(PAUSE_MILLIS);
                } while (isParameter(next));
            }
            // Otherwise it is the Esc key alone, or a letter with Alt.
            return next == END ? END : NO_KEY;
        }

        /** Tells whether a sequence goes on after this character: digits and signs, and "[" on the console of Linux. */
        private static boolean isParameter(int character) {
            return character >= ' ' && character < '@' || character == '[';
        }
    }
}
