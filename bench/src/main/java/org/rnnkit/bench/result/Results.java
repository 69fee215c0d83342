package org.rnnkit.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.bench.worker.Sizes;
import org.rnnkit.toolkit.WholeFile;

/**
 * All that a run found. What has not been measured is empty.
 *
 * @param schema what form this is
 * @param machine where
 * @param text what text, in words
 * @param quick whether it was to show that it works, no more
 * @param sizes the sizes where nothing else is said
 * @param seed of parameters and minibatches
 * @param rounds how many turns each competitor had
 * @param secondsPerRound how long a turn was
 * @param passes races at the chapter's size
 * @param parts of a minibatch
 * @param scaling races as work grows
 * @param endurance whole trainings
 */
public record Results(String schema, Machine machine, String text, boolean quick, Sizes sizes, int seed, int rounds,
        double secondsPerRound, List<Pass> passes, List<Part> parts, List<Axis> scaling, List<Endurance> endurance) {

    /** The form that {@link #write} writes. */
    private static final String SCHEMA = "rnnkit/bench/v2";
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Nothing found yet. */
    public static Results empty(Machine machine, String text, boolean quick, int seed, int rounds, double secondsPerRound) {
        return new Results(SCHEMA, machine, text, quick, Sizes.CHAPTER, seed, rounds, secondsPerRound, new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Writes them, whole or not at all.
     *
     * @param file a JSON file
     * @throws IOException if it can't be written
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, (JSON.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
