package org.rnnkit.bench.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.rnnkit.toolkit.DeviceChoice;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EpochResult;

/**
 * A process that does one task. It reads a {@link Request}, then {@link Turn}s, and answers each turn with a {@link Lap}. All
 * messages are JSON, one in each line. It ends when standard input ends.
 */
public final class Worker {

    private static final Gson JSON = new Gson();

    private Worker() {}

    /**
     * Runs the task.
     *
     * @param args not used
     * @throws IOException if the request or the text can't be read
     */
    public static void main(String[] args) throws IOException {
        // After an exception a task's threads would keep the process alive, and the bench would wait forever. So it exits.
        try {
            work();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void work() throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Request request = JSON.fromJson(in.readLine(), Request.class);
        EngineSettings.apply(request.engineThreads());
        Engine.getInstance().setRandomSeed(request.seed());
        DeviceName device = DeviceName.find(request.device()).orElseThrow();
        try (NDManager manager = NDManager.newBaseManager(DeviceChoice.of(device).device())) {
            Task task = Tasks.of(request, tokens(Path.of(request.tokensFile())), manager);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(JSON.toJson(lap(task, JSON.fromJson(line, Turn.class))));
                out.flush();
            }
        }
    }

    private static Lap lap(Task task, Turn turn) {
        long start = System.nanoTime();
        BooleanSupplier over = () -> seconds(start) >= turn.seconds();
        long tokens = 0;
        double perplexity = Double.NaN;
        int epochs = 0;
        do {
            EpochResult result = task.epoch(over);
            tokens += result.tokens();
            perplexity = result.perplexity();
            epochs++;
        } while (epochs < turn.epochs() && !over.getAsBoolean());
        return new Lap(tokens, seconds(start), Double.isFinite(perplexity) ? perplexity : null, null);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static int[] tokens(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int[] tokens = new int[bytes.length];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = bytes[i];
        }
        return tokens;
    }
}
