package org.rnnkit.learner.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingSummary;

/**
 * The list of the trainings in runs/, the newest first.
 *
 * @param runs the trainings
 * @param skipped a sentence for each entry that is not a complete training
 */
public record RunList(List<RunFolder> runs, List<String> skipped) {

    private static final int MAX_ENTRIES = 300;
    private static final int MAX_NAME = 80;
    /** All summaries are in memory together. One of 500 epochs has 20,000 bytes. */
    private static final long MAX_BYTES = 16_000_000;

    /**
     * Reads the folders.
     *
     * @param parent the folder of all runs; it need not exist
     * @return the list
     */
    public static RunList read(Path parent) {
        List<RunFolder> runs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<Path> entries = entries(parent, skipped);
        long bytes = 0;
        for (Path entry : entries.subList(0, Math.min(MAX_ENTRIES, entries.size()))) {
            String name = Printable.line(entry.getFileName().toString(), MAX_NAME);
            try {
                Optional<String> reason = reason(entry);
                long size = entry.resolve(TrainingSummary.FILE).toFile().length();
                if (reason.isPresent()) {
                    skipped.add(name + ": " + reason.get());
                } else if (bytes + size > MAX_BYTES) {
                    skipped.add(name + ": the list has no place for its large summary.json.");
                } else {
                    runs.add(RunFolder.read(entry));
                    bytes += size;
                }
            } catch (UsageException damaged) {
                skipped.add(name + ": its summary.json is damaged, or was written by another version of the kit.");
            }
        }
        if (entries.size() > MAX_ENTRIES) {
            skipped.add(entries.size() - MAX_ENTRIES + " older entries are not shown.");
        }
        return new RunList(List.copyOf(runs), List.copyOf(skipped));
    }

    private static List<Path> entries(Path parent, List<String> skipped) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            // Names begin with the time, so the newest comes first.
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted(Comparator.comparing((Path entry) -> entry.getFileName().toString()).reversed()).toList();
        } catch (IOException e) {
            skipped.add("runs/ can't be read: " + Printable.line(e.toString(), MAX_NAME));
            return List.of();
        }
    }

    /** Returns the reason why an entry is not the folder of a complete training; empty if it looks like one. */
    private static Optional<String> reason(Path entry) {
        if (Files.isSymbolicLink(entry)) {
            return Optional.of("a link is not followed.");
        }
        if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("not a folder.");
        }
        if (Files.exists(entry.resolve("experiment.json"))) {
            return Optional.of("the result of an experiment, not of a training.");
        }
        if (Files.exists(entry.resolve("report.json"))) {
            return Optional.of("the result of a grading, not of a training.");
        }
        if (!isFile(entry, "summary.json")) {
            return Optional.of("there is no summary.json in it.");
        }
        return isFile(entry, "model.json") && isFile(entry, "model.safetensors") ? Optional.empty()
                : Optional.of("the model is not complete (model.json, model.safetensors).");
    }

    private static boolean isFile(Path folder, String name) {
        return Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Finds a training by its name. Only listed names are found, so a name from a request never becomes a path.
     *
     * @param name the name of its folder
     * @return the training
     * @throws UsageException if the list has no such training
     */
    public RunFolder get(String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow(() -> new UsageException(
                "There is no training of this name in runs/. Perhaps it was deleted: load the page again."));
    }
}
