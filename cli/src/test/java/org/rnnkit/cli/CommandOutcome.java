package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.rnnkit.learner.KitCopy;

/**
 * The outcome of a command that ran in this JVM.
 *
 * @param status the exit status
 * @param printed what it printed on standard output
 * @param errors what it printed on standard error
 */
public record CommandOutcome(int status, String printed, String errors) {

    /** Runs a command of the kit. */
    public static CommandOutcome of(String... arguments) {
        return with(Map.of(), arguments);
    }

    /** Runs a command of a copy of the kit as the launcher does: without the reference on the class path. */
    public static CommandOutcome in(KitCopy copy, String... arguments) {
        return with(Map.of("rnnkit.home", copy.kit().home().toString(), "java.class.path", copy.kit().engineClassPath().stream()
                .map(Path::toString).collect(Collectors.joining(File.pathSeparator))), arguments);
    }

    /** Runs a command with some other system properties. */
    public static CommandOutcome with(Map<String, String> properties, String... arguments) {
        Properties before = (Properties) System.getProperties().clone();
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        properties.forEach(System::setProperty);
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            return new CommandOutcome(RnnKit.execute(arguments), printed.toString(StandardCharsets.UTF_8),
                    errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
            System.setProperties(before);
        }
    }

    /** Fails if the command has ended with another status. */
    public CommandOutcome hasStatus(int wanted) {
        assertThat(status).as(printed + errors).isEqualTo(wanted);
        return this;
    }
}
