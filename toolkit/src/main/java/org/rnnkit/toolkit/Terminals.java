package org.rnnkit.toolkit;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The abilities of the terminal, if there is one. */
public final class Terminals {

    private static final int COLUMNS = 80;

    private Terminals() {}

    /** Tells whether the output is a terminal, so that bars can be shown and lines be rewritten. */
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there may be a console without a terminal, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Returns what the environment variable COLUMNS says, or 80: the width of output without a terminal's own width. */
    public static int columns() {
        String given = System.getenv("COLUMNS");
        return given != null && given.matches("[1-9]\\d{0,4}") ? Integer.parseInt(given) : COLUMNS;
    }

    /**
     * Opens this program's terminal. The program still handles Ctrl-C itself.
     *
     * @return the terminal, to be closed
     * @throws IOException if there is none
     */
    public static Terminal open() throws IOException {
        // JLine's own handlers end the program at Ctrl-C without its shutdown hooks.
        return TerminalBuilder.builder().system(true).dumb(true).nativeSignals(false).build();
    }

    /** Returns the number of columns of this program's terminal. Without a terminal it is COLUMNS, or 80. */
    public static int width() {
        if (!isInteractive()) {
            return columns();
        }
        try (Terminal terminal = open()) {
            return width(terminal);
        } catch (IOException noTerminal) {
            return columns();
        }
    }

    /** Returns the number of columns of a terminal; what COLUMNS says, or 80, if the terminal does not know. */
    public static int width(Terminal terminal) {
        return terminal.getWidth() > 0 ? terminal.getWidth() : columns();
    }

    /** Tells whether standard output can show block characters, which some encodings on Windows lack. */
    static boolean hasBlocks() {
        Charset charset = charset();
        return charset.canEncode() && charset.newEncoder().canEncode('█');
    }

    /** Returns the encoding of standard output. */
    public static Charset charset() {
        // The first is new in Java 19; older versions have the second on a terminal, and else use the default.
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst().map(Charset::forName).orElse(Charset.defaultCharset());
    }
}
