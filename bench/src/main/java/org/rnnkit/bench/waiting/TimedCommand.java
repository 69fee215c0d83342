package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rnnkit.bench.error.BenchException;

/**
 * A command whose time from start to end is measured.
 *
 * @param folder the folder to run it in
 * @param line the program and its arguments
 * @param environment environment variables to add
 * @param status the exit status that it must have, so that no time of a command that failed is counted
 */
record TimedCommand(Path folder, List<String> line, Map<String, String> environment, int status) {

    private static final long MAX_MINUTES = 15;
    private static final int MAX_LINES = 5;

    /** Runs the command and returns its wall time in seconds. */
    double seconds() throws IOException {
        Path output = Files.createTempFile("rnnkit-bench", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            long start = System.nanoTime();
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!ended) {
                end(process);
                throw new BenchException(this + " did not end in " + MAX_MINUTES + " minutes.");
            }
            if (process.exitValue() != status) {
                throw new BenchException(this + " ended with status " + process.exitValue() + " and not " + status + ": "
                        + end(output));
            }
            return seconds;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        } finally {
            Files.delete(output);
        }
    }

    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String end(Path output) throws IOException {
        List<String> lines = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).lines()
                .filter(text -> !text.isBlank()).toList();
        return lines.stream().skip(Math.max(0, lines.size() - MAX_LINES)).collect(Collectors.joining(" "));
    }

    /** Returns the command without its folders, because results are published. */
    @Override
    public String toString() {
        return line.stream().map(word -> word.contains("/") ? Path.of(word).getFileName().toString() : word)
                .collect(Collectors.joining(" "));
    }
}
