package org.rnnkit.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.bench.worker.Sizes;
import org.rnnkit.toolkit.AtomicFile;

/**
 * All results of a run. The lists of measurements that were not made are empty.
 *
 * @param schema the name and version of the JSON format
 * @param machine the machine and the software
 * @param text the source of the text
 * @param quick whether this was a quick run, whose figures should not be quoted
 * @param sizes the sizes of all measurements but {@code scaling}
 * @param seed the seed of parameters and minibatches
 * @param rounds the number of turns of each competitor
 * @param secondsPerRound the length of a turn
 * @param passes the races at the chapter's size
 * @param parts the parts of a minibatch
 * @param scaling the races at growing sizes
 * @param endurance the whole trainings
 */
public record Results(String schema, Machine machine, String text, boolean quick, Sizes sizes, int seed, int rounds,
        double secondsPerRound, List<Pass> passes, List<Part> parts, List<Axis> scaling, List<Endurance> endurance) {

    /** The format that {@link #write} writes. */
    private static final String SCHEMA = "rnnkit/bench/v2";
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Makes results without measurements, to which measurements are added. */
    public static Results empty(Machine machine, String text, boolean quick, int seed, int rounds, double secondsPerRound) {
        return new Results(SCHEMA, machine, text, quick, Sizes.CHAPTER, seed, rounds, secondsPerRound, new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /**
     * Writes the results, completely or not at all.
     *
     * @param file the JSON file
     * @throws IOException if the file can't be written
     */
    public void write(Path file) throws IOException {
        AtomicFile.write(file, (JSON.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
