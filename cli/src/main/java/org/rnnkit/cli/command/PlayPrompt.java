package org.rnnkit.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.worker.PlayWorker.PlayRequest;

/** The prompt of {@code ./rnnkit play}: it reads lines, carries out the commands, and turns all other lines into requests. */
final class PlayPrompt {

    /** An arrow or function key, or another key that is not a character. */
    private static final Pattern KEY = Pattern.compile("\u001b(\\[[0-9;?]*[ -/]*[@-~]|O.|.)?|\\p{Cntrl}");

    private final BufferedReader in;
    private final PrintStream out;
    private double temperature;
    private int length;

    PlayPrompt(BufferedReader in, PrintStream out, double temperature, int length) {
        this.in = in;
        this.out = out;
        this.temperature = temperature;
        this.length = length;
    }

    /** Reads lines until one is a beginning. Returns nothing after :q or the end of the input. */
    Optional<PlayRequest> next() {
        while (true) {
            out.print("\n> ");
            out.flush();
            String line = read();
            if (line == null || line.strip().equals(":q")) {
                return Optional.empty();
            }
            String text = KEY.matcher(line).replaceAll("");
            if (text.isBlank()) {
                out.println("Type a beginning, or :q to quit.");
            } else if (!text.startsWith(":")) {
                out.print(text);
                return Optional.of(new PlayRequest(text, length, temperature));
            } else {
                out.println(answer(text.strip()));
            }
        }
    }

    private String read() {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String answer(String command) {
        String[] words = command.split("\\s+", 2);
        String value = words.length == 1 ? "" : words[1];
        return switch (words[0]) {
            case ":t" -> setTemperature(value);
            case ":n" -> setLength(value);
            default -> "There is no command " + command + ". The commands are :t NUMBER, :n NUMBER and :q.";
        };
    }

    private String setTemperature(String value) {
        try {
            temperature = OptionChecks.temperature(Double.parseDouble(value));
            return "Temperature " + temperature + (temperature == 0 ? ": always the most likely character." : ".");
        } catch (NumberFormatException | UsageException e) {
            return rejected(value) + "Give a number from 0 up, with a point, as in :t 0.8. The temperature is still "
                    + temperature + ".";
        }
    }

    private String setLength(String value) {
        try {
            length = OptionChecks.atLeast(1, ":n", Integer.parseInt(value));
            return "Length " + length + ".";
        } catch (NumberFormatException | UsageException e) {
            return rejected(value) + "Give a whole number from 1 up, as in :n 300. The length is still " + length + ".";
        }
    }

    private static String rejected(String value) {
        return value.isEmpty() ? "The number is missing. " : "'" + value + "' does not work. ";
    }
}
