package org.rnnkit.bench.race;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** The process of a competitor. Its standard error goes to the bench's. */
public final class CompetitorProcess implements AutoCloseable {

    private static final Gson JSON = new Gson();
    private static final long END_SECONDS = 5;
    private static final int MAX_LINES = 2;

    private final Competitor competitor;
    private final Process process;
    private final BufferedWriter toProcess;
    private final BufferedReader fromProcess;

    /**
     * Starts the process and sends it its request.
     *
     * @param competitor the competitor
     * @param request the task and its sizes
     * @throws BenchException if the process does not start
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
        toProcess = process.outputWriter();
        fromProcess = process.inputReader();
        send(request);
    }

    /**
     * Lets the process work for one turn, and waits until it has finished.
     *
     * @param turn the length of the turn
     * @return the work that was done
     * @throws BenchException if the process ends early or reports an error
     */
    public Lap run(Turn turn) {
        send(turn);
        try {
            String line = fromProcess.readLine();
            if (line == null) {
                throw new BenchException(competitor.id() + " ended in the middle of a measurement; its message is above.");
            }
            Lap lap = JSON.fromJson(line, Lap.class);
            if (lap.error() != null) {
                throw new BenchException(lap.error().lines().limit(MAX_LINES).collect(Collectors.joining(" ")));
            }
            return lap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the memory of the process now. */
    public ProcessMemory memory() {
        return ProcessMemory.of(process.pid());
    }

    private void send(Object message) {
        try {
            toProcess.write(JSON.toJson(message));
            toProcess.newLine();
            toProcess.flush();
        } catch (IOException e) {
            throw new BenchException(competitor.id() + " has ended (" + e.getMessage() + "); its message is above.");
        }
    }

    /** Ends the process. */
    @Override
    public void close() {
        try {
            toProcess.close();
        } catch (IOException ignored) {
            // The process has ended already.
        }
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
