package org.rnnkit.bench.result;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.worker.Sizes;
import org.rnnkit.toolkit.AtomicFile;

/**
 * All results of a processor. The lists of measurements that were not made are empty.
 *
 * @param schema the name and version of the JSON format
 * @param machine the machine and the software
 * @param text the source of the text
 * @param quick whether this was a quick run, whose figures should not be quoted
 * @param sizes the sizes of all measurements but {@code scaling}
 * @param seed the seed of parameters and minibatches
 * @param rounds the number of turns of each competitor
 * @param secondsPerRound the length of a turn
 * @param growingRounds the number of turns of each competitor at each other size
 * @param measured the day of each group of measurements, by its name
 * @param passes the races at the chapter's size
 * @param parts the parts of a minibatch
 * @param scaling the races at growing sizes
 * @param endurance the whole trainings
 * @param tools the waits of a student
 * @param grading the waits of an instructor
 * @param absent the groups of measurements that failed
 */
public record Results(String schema, Machine machine, String text, boolean quick, Sizes sizes, int seed, int rounds,
        double secondsPerRound, Integer growingRounds, Map<String, String> measured, List<Pass> passes, List<Part> parts,
        List<Axis> scaling, List<Endurance> endurance, List<Wait> tools, List<Wait> grading, List<Absent> absent) {

    /** The format that {@link #write} writes. Version 2 had no days, no waits and no failed groups. */
    private static final String SCHEMA = "rnnkit/bench/v3";
    /** The number of turns at other sizes in files of version 2, which do not have it. */
    private static final int OLD_GROWING_ROUNDS = 3;
    private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    /** Makes results. Lists that an older file does not have are empty. */
    public Results {
        growingRounds = growingRounds == null ? OLD_GROWING_ROUNDS : growingRounds;
        measured = measured == null ? new TreeMap<>() : new TreeMap<>(measured);
        tools = tools == null ? new ArrayList<>() : tools;
        grading = grading == null ? new ArrayList<>() : grading;
        absent = absent == null ? new ArrayList<>() : absent;
    }

    /** Makes results without measurements, to which measurements are added. */
    public static Results empty(Machine machine, String text, boolean quick, int seed, int rounds, double secondsPerRound,
            int growingRounds) {
        return new Results(SCHEMA, machine, text, quick, Sizes.CHAPTER, seed, rounds, secondsPerRound, growingRounds,
                new TreeMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(),
                new ArrayList<>(), new ArrayList<>());
    }

    /** Returns the day of the newest measurement; empty text if it is not known. */
    public String day() {
        return measured.values().stream().max(Comparator.naturalOrder()).orElse("");
    }

    /** Adds all measurements of earlier results. */
    public void addAll(Results earlier) {
        measured.putAll(earlier.measured);
        passes.addAll(earlier.passes);
        parts.addAll(earlier.parts);
        scaling.addAll(earlier.scaling);
        endurance.addAll(earlier.endurance);
        tools.addAll(earlier.tools);
        grading.addAll(earlier.grading);
        absent.addAll(earlier.absent);
    }

    /**
     * Returns the file for these results. There is one for each processor.
     *
     * @param folder the folder with the results of all processors
     * @return the path of the JSON file
     */
    public Path file(Path folder) {
        return folder.resolve(machine.fileName());
    }

    /**
     * Writes the results, completely or not at all.
     *
     * @param folder the folder with the results of all processors
     * @throws IOException if the file can't be written
     */
    public void write(Path folder) throws IOException {
        AtomicFile.write(file(folder), (JSON.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads results.
     *
     * @param file the JSON file
     * @return the results; empty if there is no such file
     * @throws BenchException if the file has no results
     * @throws IOException if the file can't be read
     */
    public static Optional<Results> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.fromJson(Files.readString(file), Results.class));
        } catch (JsonSyntaxException e) {
            throw new BenchException(file + " has no results of the bench (" + e.getMessage().lines().findFirst().orElse("")
                    + "). Delete it, or choose another --out.");
        }
    }

    /**
     * Reads the results of all processors.
     *
     * @param folder the folder with a file for each processor
     * @return the results. Those with the most groups are first, so that one group measured on another processor does not
     *     replace a whole page. Results with equally many groups are sorted by day, the newest first.
     * @throws IOException if a file can't be read
     */
    public static List<Results> readAll(Path folder) throws IOException {
        List<Results> all = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                for (Path file : files) {
                    read(file).ifPresent(all::add);
                }
            }
        }
        all.sort(Comparator.comparing(Results::groups).thenComparing(Results::day).reversed()
                .thenComparing(results -> results.machine().fileName()));
        return all;
    }

    /** Returns the number of groups that have measurements. */
    private long groups() {
        return Stream.of(passes, parts, scaling, endurance, tools, grading).filter(group -> !group.isEmpty()).count();
    }
}
