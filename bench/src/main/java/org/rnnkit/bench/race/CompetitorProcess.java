package org.rnnkit.bench.race;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** A competitor's process. What it says on standard error is shown. */
public final class CompetitorProcess implements AutoCloseable {

    private static final Gson JSON = new Gson();
    private static final long PATIENCE_SECONDS = 5;

    private final Competitor competitor;
    private final Process process;
    private final BufferedWriter toIt;
    private final BufferedReader fromIt;

    /**
     * Starts it.
     *
     * @param competitor who
     * @param request what it is told first
     */
    public CompetitorProcess(Competitor competitor, Request request) {
        this.competitor = competitor;
        ProcessBuilder builder = new ProcessBuilder(competitor.command()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(competitor.environment());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new BenchException(competitor.id() + " does not start: " + e.getMessage());
        }
        toIt = process.outputWriter();
        fromIt = process.inputReader();
        send(request);
    }

    /**
     * Lets it work, and waits until it is done.
     *
     * @param turn how long
     * @return what it did
     */
    public Lap take(Turn turn) {
        send(turn);
        try {
            String line = fromIt.readLine();
            if (line == null) {
                throw new BenchException(competitor.id() + " ended in the middle of a measurement; what it said is above.");
            }
            return JSON.fromJson(line, Lap.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How much memory it has now. */
    public ProcessMemory memory() {
        return ProcessMemory.of(process.pid());
    }

    private void send(Object message) {
        try {
            toIt.write(JSON.toJson(message));
            toIt.newLine();
            toIt.flush();
        } catch (IOException e) {
            throw new BenchException(competitor.id() + " takes no more turns (" + e.getMessage() + "); what it said is above.");
        }
    }

    /** Ends it. */
    @Override
    public void close() {
        try {
            toIt.close();
        } catch (IOException ignored) {
            // It is gone already.
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
