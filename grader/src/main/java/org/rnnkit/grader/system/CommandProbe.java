package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The result of running an external program to see whether it works.
 *
 * @param succeeded whether it ended in time with exit value 0
 * @param line the first line that it printed, or the reason why it could not be run
 */
public record CommandProbe(boolean succeeded, String line) {

    private static final String EXIT_VALUE = "exit value ";
    private static final String COLOURS = "\u001b\\[[0-9;]*m";

    /** Runs a program and waits for its end. After a number of whole seconds it is killed. */
    public static CommandProbe run(List<String> command, Duration limit) {
        try (Scratch scratch = new Scratch()) {
            Path output = scratch.folder().resolve("output.txt");
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(JvmCommand.VARIABLES);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            String line = firstLine(output);
            return ended ? new CommandProbe(process.waitFor() == 0, line.isEmpty() ? EXIT_VALUE + process.exitValue() : line)
                    : new CommandProbe(false, "no answer in " + limit.toSeconds() + " seconds");
        } catch (IOException e) {
            return new CommandProbe(false, command.get(0) + " is not there, or can't be run");
        } catch (InterruptedException e) {
            throw GraderException.interrupted(e);
        }
    }

    /** Runs git in a folder. After a number of whole seconds it is killed. */
    public static CommandProbe git(Path folder, Duration limit, String... arguments) {
        return run(Stream.concat(Stream.of("git", "-C", folder.toString()), Stream.of(arguments)).toList(), limit);
    }

    /** Tells whether the program succeeded and printed nothing. */
    public boolean isSilent() {
        return succeeded && line.equals(EXIT_VALUE + 0);
    }

    private static String firstLine(Path output) throws IOException {
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceAll(COLOURS, "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("WARNING")).findFirst().orElse("");
    }
}
