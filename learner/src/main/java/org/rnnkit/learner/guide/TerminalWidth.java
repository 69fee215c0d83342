package org.rnnkit.learner.guide;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.rnnkit.toolkit.Terminals;

/** How wide the terminal is. */
public final class TerminalWidth {

    private static final int USUAL = 80;

    private TerminalWidth() {}

    /**
     * Asks this program's terminal.
     *
     * @return its columns; 80 where there is none
     */
    public static int ofTerminal() {
        if (!Terminals.isInteractive()) {
            return USUAL;
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            return of(terminal);
        } catch (IOException none) {
            return USUAL;
        }
    }

    /**
     * Asks a terminal.
     *
     * @param terminal the terminal
     * @return its columns; 80 where it does not know
     */
    public static int of(Terminal terminal) {
        return terminal.getWidth() > 0 ? terminal.getWidth() : USUAL;
    }
}
