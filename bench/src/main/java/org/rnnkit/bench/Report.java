package org.rnnkit.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnkit.bench.Results.Row;
import org.rnnkit.bench.Results.Spread;
import org.rnnkit.toolkit.AtomicFile;

/** The results for people: one table, for the terminal and for the page. */
final class Report {

    /** The unit of trainings. */
    static final String SPEED = "tokens/s";
    /** The unit of waits. */
    static final String TIME = "s";

    private static final String BEGIN = "<!-- bench: ./rnnkit bench --out docs/performance writes these lines -->\n";
    private static final String END = "<!-- /bench -->";

    private Report() {}

    /** Returns a measured value with its unit. */
    static String value(double value, String unit) {
        return number(value, unit) + " " + unit;
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, unit.equals(SPEED) ? "%,.0f" : "%.2f", value);
    }

    /** Returns the table in Markdown: a line for each contestant, with the median, the range, and what it is compared with. */
    static String table(Results results) {
        StringBuilder table = new StringBuilder("| what | median | slowest to fastest round | compared round by round |\n"
                + "|---|---:|---:|---|\n");
        for (Row row : results.rows()) {
            Spread spread = row.spread();
            boolean speed = row.unit().equals(SPEED);
            String ratios = row.comparedWith().stream().flatMap(name -> results.row(name).stream())
                    .map(other -> String.format(Locale.ROOT, "%.2f of %s", row.ratioTo(other).median(), other.name()))
                    .collect(Collectors.joining("; "));
            table.append(String.format(Locale.ROOT, "| %s | %s | %s to %s | %s |\n", row.name(),
                    value(spread.median(), row.unit()), number(speed ? spread.min() : spread.max(), row.unit()),
                    number(speed ? spread.max() : spread.min(), row.unit()), ratios));
        }
        results.absent().forEach(absent -> table.append("| ").append(absent.name()).append(" | – | – | ")
                .append(absent.reason().replace('\n', ' ').replace('|', '/')).append(" |\n"));
        return table.toString();
    }

    /** Returns the lines between the page's markers. */
    static String section(Results results) {
        return (results.quick() ? "A quick run: don't quote these figures.\n\n" : "") + "Measured on " + results.day() + ": "
                + results.machine() + ". " + results.setting() + ".\n\n" + table(results);
    }

    /** Puts the results between the markers of a page. A page without markers is not changed. */
    static void writeInto(Path page, Results results) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new BenchException(page + " has no place for the results (" + BEGIN.strip() + " and " + END + ").");
        }
        AtomicFile.write(page, (text.substring(0, begin + BEGIN.length()) + section(results) + text.substring(end))
                .getBytes(StandardCharsets.UTF_8));
    }
}
