package org.rnnkit.toolkit;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.stream.Stream;

/** The abilities of the terminal, if there is one. */
public final class Terminals {

    private Terminals() {}

    /**
     * Tells whether the output is a terminal, so that bars can be shown and lines be rewritten.
     *
     * @return false if output goes to a file or another program
     */
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

    /**
     * Tells whether standard output can show block characters.
     *
     * @return false if its encoding lacks them, as some encodings on Windows do
     */
    static boolean hasBlocks() {
        Charset charset = charset();
        return charset.canEncode() && charset.newEncoder().canEncode('█');
    }

    /**
     * Returns the encoding of standard output.
     *
     * @return the charset
     */
    public static Charset charset() {
        // The first is new in Java 19; older versions have the second on a terminal, and else use the default.
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst().map(Charset::forName).orElse(Charset.defaultCharset());
    }
}
