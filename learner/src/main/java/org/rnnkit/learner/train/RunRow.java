package org.rnnkit.learner.train;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.worker.training.Hyperparameters;

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
                line(withoutFolders(summary.text())), number("%.3f", summary.perplexity()),
                number("%,.0f", summary.tokensPerSecond()));
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

    /** Leaves out the folders of a file that the user has named: pages are shown to others. */
    private static String withoutFolders(String source) {
        return source.replaceFirst("^file .*[/\\\\]", "file ");
    }

    static String line(String text) {
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
