package org.rnnkit.learner.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.board.Board;

/**
 * The list of the trainings in runs/, the newest first.
 *
 * @param skipped a sentence for each training that can't be shown
 */
public record RunList(List<RunFolder> runs, List<String> skipped) {

    private static final int MAX_ENTRIES = 300;
    private static final int MAX_NAME = 80;

    /**
     * Reads the folders.
     *
     * @param parent the folder of all runs; it need not exist
     */
    public static RunList read(Path parent) {
        List<RunFolder> runs = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<Path> entries = entries(parent, skipped);
        for (Path entry : entries.subList(0, Math.min(MAX_ENTRIES, entries.size()))) {
            String name = Printable.line(entry.getFileName().toString(), MAX_NAME);
            try {
                runs.add(RunFolder.read(entry));
            } catch (UsageException damaged) {
                skipped.add(name + ": its summary.json is damaged, or was written by another version of the kit.");
            }
        }
        if (entries.size() > MAX_ENTRIES) {
            skipped.add(entries.size() - MAX_ENTRIES + " older trainings are not shown.");
        }
        return new RunList(List.copyOf(runs), List.copyOf(skipped));
    }

    private static List<Path> entries(Path parent, List<String> skipped) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            // Names begin with the time, so the newest comes first.
            return entries.filter(Board::isTraining)
                    .sorted(Comparator.comparing((Path entry) -> entry.getFileName().toString()).reversed()).toList();
        } catch (IOException e) {
            skipped.add("runs/ can't be read: " + Printable.line(e.toString(), MAX_NAME));
            return List.of();
        }
    }

    /** Returns the trainings as rows of a table. */
    public List<RunRow> rows() {
        return runs.stream().map(RunRow::of).toList();
    }

    /** Finds a training by its name. Only listed names are found, so a name from a request never becomes a path. */
    public RunFolder get(String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow(() -> new UsageException(
                "There is no training of this name in runs/. Perhaps it was deleted: load the page again."));
    }
}
