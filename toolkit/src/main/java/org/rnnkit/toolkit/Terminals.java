package org.rnnkit.toolkit;

import java.io.Console;
import java.nio.charset.Charset;
import java.util.stream.Stream;

/** What the terminal can do, if there is one. */
public final class Terminals {

    private Terminals() {}

    /**
     * Says whether a person is looking on: bars may then move, and lines may be rewritten.
     *
     * @return false if output goes to a file or another program
     */
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console without a terminal, too; asking it is as new.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /**
     * Says whether standard output can show block characters.
     *
     * @return false if its encoding lacks them, as some of Windows's do
     */
    static boolean hasBlocks() {
        Charset charset = charset();
        return charset.canEncode() && charset.newEncoder().canEncode('█');
    }

    /**
     * Finds out what standard output is encoded in.
     *
     * @return the charset
     */
    public static Charset charset() {
        // Java 19 named the first; before it there is the second on a terminal, and the default otherwise.
        return Stream.of("stdout.encoding", "sun.stdout.encoding")
                .map(System::getProperty)
                .filter(name -> name != null && Charset.isSupported(name))
                .findFirst().map(Charset::forName).orElse(Charset.defaultCharset());
    }
}
