package org.rnnkit.bench.waiting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.testkit.steps.Step;

/** A running {@code ./rnnkit watch}, in which files are saved as an editor saves them. */
final class WatchSession implements AutoCloseable {

    private static final long MAX_SECONDS = 120;
    private static final String LAST_LINE = "after the save";
    /** The pause before a save, in which the tests that follow the last verdict end. */
    private static final long PAUSE_MILLIS = 500;

    private final TemporaryKit kit;
    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private int saves;

    private WatchSession(TemporaryKit kit, Process process) {
        this.kit = kit;
        this.process = process;
        Thread reader = new Thread(() -> {
            try (BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(),
                    StandardCharsets.UTF_8))) {
                output.lines().forEach(lines::add);
            } catch (IOException ignored) {
                // The process has ended.
            }
        });
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts the watch loop and waits until it has tested all steps. */
    static WatchSession start(TemporaryKit kit) throws IOException {
        TimedCommand command = kit.rnnkit(0, "watch");
        ProcessBuilder builder = new ProcessBuilder(command.line()).directory(command.folder().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(command.environment());
        WatchSession session = new WatchSession(kit, builder.start());
        try {
            session.await("All tested");
            return session;
        } catch (BenchException e) {
            session.close();
            throw e;
        }
    }

    /** Saves a step's class with another comment at its end, and returns the seconds until its verdict is shown. */
    double save(Step step) throws IOException {
        pause();
        lines.clear();
        Path file = kit.exercise(step);
        String source = Files.readString(file).replaceFirst("// save \\d+\\s*\\z", "") + "// save " + ++saves + "\n";
        long start = System.nanoTime();
        Files.writeString(file, source);
        if (!await(LAST_LINE)) {
            throw new BenchException("./rnnkit watch found a mistake in step " + step.number() + ", which has none.");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    /** Waits for a line, and tells whether the board above it had a passed step and no failed one. */
    private boolean await(String text) {
        boolean passed = false;
        boolean failed = false;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SECONDS);
            String line = "";
            while (!line.contains(text)) {
                line = lines.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (line == null) {
                    throw new BenchException("./rnnkit watch did not say \"" + text + "\" in " + MAX_SECONDS + " s.");
                }
                passed |= line.contains("passed");
                failed |= line.contains("fail");
            }
            return passed && !failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    @Override
    public void close() {
        TimedCommand.end(process);
    }
}
