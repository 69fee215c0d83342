package org.rnnkit.cli.command;

import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.toolkit.Terminals;

/**
 * The echo of a terminal, turned off while the program prints, so that typed characters don't get into its output. They are
 * kept, and read later. Without a terminal it does nothing.
 */
final class TerminalEcho implements AutoCloseable {

    private final Terminal terminal;
    private final Attributes original;
    private final Runnable restore = this::restore;

    private TerminalEcho(Terminal terminal) {
        this.terminal = terminal;
        this.original = terminal == null ? null : terminal.getAttributes();
        ShutdownHooks.register(restore);
    }

    /** Finds the terminal, and leaves its echo on. */
    static TerminalEcho find() {
        try {
            return new TerminalEcho(Terminals.isInteractive()
                    ? TerminalBuilder.builder().system(true).dumb(true).build() : null);
        } catch (IOException noTerminal) {
            return new TerminalEcho(null);
        }
    }

    void off() {
        if (terminal != null) {
            Attributes silent = new Attributes(original);
            silent.setLocalFlag(LocalFlag.ECHO, false);
            terminal.setAttributes(silent);
        }
    }

    void on() {
        if (terminal != null) {
            terminal.setAttributes(original);
        }
    }

    @Override
    public void close() {
        ShutdownHooks.unregister(restore);
        restore();
    }

    private void restore() {
        if (terminal != null) {
            try {
                terminal.setAttributes(original);
                terminal.close();
            } catch (IOException ignored) {
                // The terminal no longer exists.
            }
        }
    }
}
