package org.rnnkit.learner.train;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
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

    /**
     * A training as a row of a table: printable, short texts, because a folder in runs/ may come from anywhere.
     *
     * @param date when it was written
     * @param steps whose steps trained
     * @param perplexity the perplexity of the last epoch
     * @param speed the tokens per second
     */
    public record RunRow(String name, String shownName, String date, String settings, String steps, String text,
            String perplexity, String speed) {

        private static final int MAX_WIDTH = 60;
        private static final double HIGHEST = 1e7;

        /** Returns the address of the training's own page. */
        public String address() {
            return "yours/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        }

        /** Returns the perplexity in a few digits, for a sentence; empty if it is no number. */
        public String hesitation() {
            return perplexity.equals("–") ? ""
                    : number(perplexity.indexOf('.') > 1 ? "%.0f" : "%.1f", Double.parseDouble(perplexity));
        }

        /** Makes the row of a training. */
        public static RunRow of(RunFolder run) {
            TrainingSummary summary = run.summary();
            return new RunRow(run.name(), line(run.name()), date(run), settings(summary.settings()), line(summary.steps()),
                    line(summary.text()), number("%.3f", summary.perplexity()), number("%,.0f", summary.tokensPerSecond()));
        }

        /**
         * Describes the settings of a training.
         *
         * @return a phrase such as "500 epochs, sequential, 512 hidden units, 35 steps, learning rate 1"
         */
        public static String settings(Hyperparameters settings) {
            return String.format(Locale.ROOT, "%s, %s, %s, %s, learning rate %s", Plural.of(settings.epochs(), "epoch"),
                    settings.sampling().name().toLowerCase(Locale.ROOT), Plural.of(settings.numHiddens(), "hidden unit"),
                    Plural.of(settings.numSteps(), "step"),
                    String.valueOf(settings.learningRate()).replaceFirst("\\.0$", ""));
        }

        private static String date(RunFolder run) {
            Instant written = Instant.ofEpochMilli(run.folder().resolve(TrainingSummary.FILE).toFile().lastModified());
            return LocalDateTime.ofInstant(written, ZoneId.systemDefault())
                    .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT));
        }

        private static String line(String text) {
            return Printable.line(text, MAX_WIDTH);
        }

        /**
         * Formats a number that a student's code has computed.
         *
         * @return the number as text; a dash for NaN and for numbers too large to be read
         */
        public static String number(String format, double value) {
            return Math.abs(value) < HIGHEST ? String.format(Locale.ROOT, format, value) : "–";
        }
    }

    /**
     * Trainings side by side, for runs-comparison.jte.
     *
     * @param chart a line for each training
     * @param columns the trainings, in the order of the lines
     */
    public record RunComparison(Chart chart, List<Column> columns) {

        private static final int MAX_SAMPLES = 5;
        private static final int MAX_SAMPLE = 200;

        /**
         * One training of the comparison.
         *
         * @param line the CSS class of its line in the chart
         * @param run its settings and results
         * @param ending what the legend says about its line; empty if the line reaches the last epoch
         * @param samples the texts that it wrote at its end
         */
        public record Column(String line, RunRow run, String ending, List<String> samples) {}

        /** The largest number of trainings in one chart. */
        static final int MAX_RUNS = Chart.CLASSES.size();

        /** Compares up to four trainings. */
        public static RunComparison of(List<RunFolder> runs) {
            Chart chart = Chart.perplexity("Perplexity by epoch");
            for (int i = 0; i < runs.size(); i++) {
                chart.line(Chart.CLASSES.get(i),
                        runs.get(i).summary().perplexities().stream().mapToDouble(Double::doubleValue).toArray());
            }
            Map<String, String> endings = new LinkedHashMap<>();
            chart.exits().forEach(exit -> endings.put(exit.cssClass(), exit.words()));
            List<Column> columns = new ArrayList<>();
            for (int i = 0; i < runs.size(); i++) {
                String line = Chart.CLASSES.get(i);
                columns.add(new Column(line, RunRow.of(runs.get(i)), endings.getOrDefault(line, ""),
                        runs.get(i).summary().samples().stream().limit(MAX_SAMPLES)
                                .map(sample -> Printable.withVisibleEnd(Printable.line(sample, MAX_SAMPLE))).toList()));
            }
            return new RunComparison(chart, List.copyOf(columns));
        }
    }
}
