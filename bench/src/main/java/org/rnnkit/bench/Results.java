package org.rnnkit.bench;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The results of one run, as they are written to bench.json.
 *
 * @param schema the name and version of the format
 * @param day the day of the run, such as 2026-11-27
 * @param machine processor, system, Java, DJL and PyTorch in one line
 * @param setting the text, the seed, the rounds and the length of a turn in one line
 * @param quick whether this was a quick run, whose figures should not be quoted
 * @param rows one row for each contestant
 * @param absent the contestants that failed
 */
record Results(String schema, String day, String machine, String setting, boolean quick, List<Row> rows, List<Absent> absent) {

    private static final String SCHEMA = "rnnkit/bench/v4";
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");

    /**
     * The measurements of one contestant.
     *
     * @param name the contestant's name
     * @param unit tokens/s or s
     * @param comparedWith the names of the rows that it is compared with
     * @param rounds a value for each round; the same index is about the same time in all rows
     */
    record Row(String name, String unit, List<String> comparedWith, List<Double> rounds) {

        /** Returns the median and the range of the rounds. */
        Spread spread() {
            return Spread.of(rounds);
        }

        /** Returns the ratio to another row, computed round by round, so that a slow moment of the machine affects both. */
        Spread ratioTo(Row other) {
            return Spread.of(IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
                    .mapToObj(i -> rounds.get(i) / other.rounds.get(i)).toList());
        }
    }

    /** A contestant that could not be measured, and the reason. */
    record Absent(String name, String reason) {}

    /** The median (of an even number of values, the mean of the middle two) and the range of several measurements. */
    record Spread(double median, double min, double max) {

        static Spread of(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return new Spread(sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2,
                    sorted.get(0), sorted.get(sorted.size() - 1));
        }
    }

    /** Makes results without rows, to which {@link Turns} adds them. */
    static Results empty(String machine, String setting, boolean quick) {
        return new Results(SCHEMA, LocalDate.now().toString(), machine, setting, quick, new ArrayList<>(), new ArrayList<>());
    }

    /** Finds a row by its name. It is missing if its contestant was not measured. */
    Optional<Row> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    /** Writes the results, completely or not at all. */
    void write(Path file) throws IOException {
        AtomicFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    /** Describes this machine and its software in one line. Loads the engine. */
    static String describeMachine() {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch") + "; " + System.getProperty("java.vm.name") + " "
                + System.getProperty("java.version") + ", DJL " + Engine.getDjlVersion() + ", PyTorch "
                + Engine.getInstance().getVersion();
    }

    /** Returns the processor's name, and its family and model, which tell processors of one name apart. Only Linux knows. */
    private static String processor() {
        try {
            List<String> lines = Files.readAllLines(PROCESSOR);
            return value(lines, "model name") + " (family " + value(lines, "cpu family") + ", model " + value(lines, "model")
                    + ")";
        } catch (IOException e) {
            return "unknown processor";
        }
    }

    private static String value(List<String> lines, String key) {
        return lines.stream().filter(line -> line.matches(key + "\\s*:.*")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
    }

    /** The results for people: one table, for the terminal and for the page. */
    static final class Report {

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

        /** Returns the table in Markdown: for each contestant the median, the range, and what it is compared with. */
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
            return (results.quick() ? "A quick run: don't quote these figures.\n\n" : "") + "Measured on " + results.day()
                    + ": " + results.machine() + ". " + results.setting() + ".\n\n" + table(results);
        }

        /** Puts the results between the markers of a page. A page without markers is not changed. */
        static void writeInto(Path page, Results results) throws IOException {
            String text = Files.readString(page);
            int begin = text.indexOf(BEGIN);
            int end = text.indexOf(END, begin);
            if (begin < 0 || end < 0) {
                throw new IOException(page + " has no place for the results (" + BEGIN.strip() + " and " + END + ").");
            }
            AtomicFile.write(page, (text.substring(0, begin + BEGIN.length()) + section(results) + text.substring(end))
                    .getBytes(StandardCharsets.UTF_8));
        }
    }
}
