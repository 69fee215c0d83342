package org.rnnkit.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.Turns.Contestant;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.toolkit.EngineSettings;

/**
 * A training whose speed is measured, in a process of its own, because an engine's threads are set only once, when it loads.
 * The process gets a {@link Request}, then {@link Turn}s, and answers each turn with a {@link Lap}; all messages are JSON, one
 * in each line. It starts at the first turn and goes on with its training at the next. Its standard error is the bench's.
 */
final class TrainingContestant {

    /** The task of eager PyTorch, with which the others are compared. */
    static final String EAGER = "eager PyTorch";
    /** The task of the bare matrix products, which no training on this engine can beat. */
    static final String PRODUCTS = "bare matrix products";

    static final JsonMapper JSON = new JsonMapper();

    /** The memory flags that the workers of {@code ./rnnkit train} have, too. */
    private static final List<String> MEMORY = List.of("-Xmx1024m", "-Xmn16m");

    private final Request request;
    private final ProcessBuilder builder;
    private Process process;

    /**
     * The first message to the process.
     *
     * @param what the name of the task
     * @param threads the number of threads that may compute
     * @param device cpu or gpu
     * @param seed the seed of parameters and minibatches
     * @param vocabSize the number of tokens in the vocabulary
     * @param sizes the sizes of the training
     * @param tokensFile the file with the text, one byte for each token
     */
    record Request(String what, int threads, String device, int seed, int vocabSize, Sizes sizes, String tokensFile) {}

    /** The sizes of a training: hidden units, subsequences in a minibatch, and tokens in a subsequence. */
    record Sizes(int hidden, int batchSize, int numSteps) {

        /** The sizes of the chapter about training. */
        static final Sizes CHAPTER = new Sizes(512, 32, 35);
    }

    /** A message that lets the process train until the time is over, for at least one minibatch. */
    record Turn(double seconds) {}

    /**
     * The work of one turn.
     *
     * @param tokens the number of tokens that it trained on
     * @param seconds the wall time, measured by the process itself
     * @param perplexity the perplexity of the last epoch, complete or not; null if the task does not train
     */
    record Lap(long tokens, double seconds, Double perplexity) {}

    /** Prepares a process with environment variables of its own; starts nothing yet. */
    TrainingContestant(Request request, List<String> command, Map<String, String> environment) {
        this.request = request;
        this.builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove(Peer.OTHER_KERNELS);
        builder.environment().putAll(EngineSettings.ENVIRONMENT);
        builder.environment().putAll(environment);
    }

    /** Prepares a task that the kit's own {@link Worker} does, with the classes of a class path. */
    static TrainingContestant java(Request request, String classPath) {
        // The products have Java threads of their own, and each of them must multiply on one engine thread.
        Map<String, String> environment = request.what().equals(PRODUCTS) ? Map.of("OMP_NUM_THREADS", "1") : Map.of();
        return new TrainingContestant(request, JvmCommand.of(MEMORY, classPath, Worker.class), environment);
    }

    /** Prepares eager PyTorch. */
    static TrainingContestant eager(Request request, Peer peer, String script) {
        Map<String, String> environment = new HashMap<>(peer.environment());
        environment.put("OMP_NUM_THREADS", String.valueOf(request.threads()));
        environment.put("OPENBLAS_NUM_THREADS", String.valueOf(request.threads()));
        return new TrainingContestant(request, List.of(peer.python(), "-B", "-W", "ignore", script), environment);
    }

    /** Returns the name of a contestant on a number of threads. */
    static String name(String name, int threads) {
        return name + (threads == 1 ? ", one thread" : ", " + threads + " threads");
    }

    /** Makes the contestant, whose turns take so many seconds. Its name has no number of threads yet. */
    Contestant called(String name, List<String> comparedWith, double seconds) {
        return new Contestant(name(name, request.threads()), Report.SPEED, comparedWith, () -> {
            Lap lap = train(seconds);
            return lap.tokens() / lap.seconds();
        }, this::close);
    }

    /** Trains for a time. Starts the process before the first turn. */
    Lap train(double seconds) throws IOException {
        if (process == null) {
            process = builder.start();
            send(request);
        }
        send(new Turn(seconds));
        String line = process.inputReader().readLine();
        if (line == null) {
            throw new IOException("It ended in the middle of a measurement; its message is above.");
        }
        return JSON.readValue(line, Lap.class);
    }

    private void send(Object message) throws IOException {
        BufferedWriter toProcess = process.outputWriter();
        toProcess.write(JSON.writeValueAsString(message));
        toProcess.newLine();
        toProcess.flush();
    }

    void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
