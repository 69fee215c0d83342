package org.rnnkit.learner.guide;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.rnnkit.toolkit.Terminals;

/** The width of the terminal. */
public final class TerminalWidth {

    private TerminalWidth() {}

    /**
     * Returns the width of this program's terminal.
     *
     * @return the number of columns; what COLUMNS says, or 80, if there is no terminal
     */
    public static int ofTerminal() {
        if (!Terminals.isInteractive()) {
            return Terminals.columns();
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).dumb(true).build()) {
            return of(terminal);
        } catch (IOException noTerminal) {
            return Terminals.columns();
        }
    }

    /**
     * Returns the width of a terminal.
     *
     * @param terminal the terminal
     * @return the number of columns; what COLUMNS says, or 80, if the terminal does not know
     */
    public static int of(Terminal terminal) {
        return terminal.getWidth() > 0 ? terminal.getWidth() : Terminals.columns();
    }
}
