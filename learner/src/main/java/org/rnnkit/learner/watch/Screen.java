package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.toolkit.Terminals;

/** The screen that the session prints on: a terminal that sends single keys, without Enter, or plain lines without keys. */
class Screen implements AutoCloseable {

    private static final long WAIT_MILLIS = 500;
    /** The characters of one key come together; after this pause, the next one belongs to another key. */
    private static final long PAUSE_MILLIS = 50;
    private static final int ESCAPE = 0x1B;
    private static final int DEFAULT_HEIGHT = 24;

    private final PrintStream out;
    /** Null for output that is not a terminal, such as a file. */
    private final Terminal terminal;
    private final Runnable restore = this::restore;

    Screen(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
        ShutdownHooks.register(restore);
    }

    /** Opens this program's terminal, and passes on its keys. Where it can do too little, the screen is a plain one. */
    static Screen open(PrintStream out, Consumer<Character> keys) {
        try {
            Terminal terminal = Terminals.open();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return new Screen(out, null);
            }
            Screen screen = new Screen(out, terminal);
            terminal.enterRawMode();
            Thread thread = new Thread(() -> listen(terminal.reader(), keys), "keys");
            thread.setDaemon(true);
            thread.start();
            return screen;
        } catch (IOException noTerminal) {
            return new Screen(out, null);
        }
    }

    private static void listen(NonBlockingReader reader, Consumer<Character> keys) {
        try {
            for (int key = readKey(reader, WAIT_MILLIS); key != NonBlockingReader.EOF; key = readKey(reader, WAIT_MILLIS)) {
                if (key > 0) {
                    keys.accept((char) key);
                }
            }
        } catch (IOException closed) {
            return; // there are no more keys
        }
    }

    /**
     * Reads the character of a key. Arrow keys, function keys and the like are skipped: a terminal sends an escape character
     * for them, and then at once brackets, digits and letters that nobody typed.
     *
     * @return the character, or a negative number: no key came in time, or only one that is skipped, or the input has ended
     */
    static int readKey(NonBlockingReader reader, long millis) throws IOException {
        int key = reader.read(millis);
        if (key == ESCAPE) {
            do {
                key = reader.read(PAUSE_MILLIS);
            } while (key >= 0);
        }
        return key;
    }

    /** Returns the stream to print to. */
    PrintStream out() {
        return out;
    }

    /** Clears the screen, or starts a new paragraph where that is impossible. */
    void clear() {
        if (terminal == null) {
            out.println();
        } else {
            out.flush();
            terminal.puts(Capability.clear_screen);
            terminal.flush();
        }
    }

    /** Returns the number of columns. */
    int width() {
        return terminal == null ? Terminals.columns() : Terminals.width(terminal);
    }

    /** Returns the number of lines that are visible at once. */
    int height() {
        return terminal == null ? Integer.MAX_VALUE : terminal.getHeight() > 0 ? terminal.getHeight() : DEFAULT_HEIGHT;
    }

    /** Tells whether single keys are read. */
    boolean hasKeys() {
        return terminal != null;
    }

    @Override
    public void close() {
        ShutdownHooks.unregister(restore);
        restore();
    }

    private void restore() {
        out.flush();
        try {
            if (terminal != null) {
                terminal.close();
            }
        } catch (IOException ignored) {
            // The terminal no longer exists.
        }
    }
}
