package org.rnnkit.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.toolkit.Terminals;

/**
 * What a terminal shows of what is typed: nothing while the program is at work, as it would stand in the middle of what
 * that writes. Where there is no terminal there is nothing to do.
 */
final class TerminalEcho implements AutoCloseable {

    private final Terminal terminal;
    private final Attributes usual;
    private final Runnable restore = this::restore;

    private TerminalEcho(Terminal terminal) {
        this.terminal = terminal;
        this.usual = terminal == null ? null : terminal.getAttributes();
        ShutdownHooks.register(restore);
        off();
    }

    /** Turns it off until further notice. */
    static TerminalEcho ofTerminal() {
        try {
            return new TerminalEcho(Terminals.isInteractive()
                    ? TerminalBuilder.builder().system(true).dumb(true).build() : null);
        } catch (IOException none) {
            return new TerminalEcho(null);
        }
    }

    void off() {
        if (terminal != null) {
            Attributes silent = new Attributes(usual);
            silent.setLocalFlag(LocalFlag.ECHO, false);
            silent.setLocalFlag(LocalFlag.ICANON, false);
            terminal.setAttributes(silent);
        }
    }

    /** Turns it on; what was typed meanwhile is dropped. */
    void on() {
        if (terminal != null) {
            try {
                System.in.readNBytes(System.in.available());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            terminal.setAttributes(usual);
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
                terminal.setAttributes(usual);
                terminal.close();
            } catch (IOException ignored) {
                // The terminal itself is gone.
            }
        }
    }
}
