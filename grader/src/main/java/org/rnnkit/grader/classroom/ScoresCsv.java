package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.report.Extra;
import org.rnnkit.grader.report.OutputFile;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grading.Step;

/** The class as a table for a spreadsheet, a line for each submission. */
final class ScoresCsv {

    /** Its name. */
    static final String FILE = "scores.csv";

    private ScoresCsv() {}

    /** Writes it. */
    static void write(List<Result> results, List<Step> steps, Path folder) {
        OutputFile.write(of(results, steps), folder.resolve(FILE));
    }

    static String of(List<Result> results, List<Step> steps) {
        List<String> header = new ArrayList<>(List.of("name", "total", "max"));
        steps.forEach(step -> header.addAll(List.of(step.id(), step.id() + " status")));
        header.addAll(List.of("extras", "perplexity", "held-out perplexity", "message"));
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get().print(text)) {
            for (Result result : results) {
                printer.printRecord(line(result, steps));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<Object> line(Result result, List<Step> steps) {
        List<Object> cells = new ArrayList<>();
        cells.add(harmless(result.name()));
        Report report = result.report();
        if (report == null) {
            for (int i = 0; i < 2 + 2 * steps.size() + 3; i++) {
                cells.add("");
            }
            cells.add(harmless(result.reason()));
            return cells;
        }
        cells.add(report.getScore());
        cells.add(report.getMaxScore());
        for (StepReport step : report.steps()) {
            cells.add(step.score());
            cells.add(step.status().word());
        }
        cells.add(report.extras().stream().mapToInt(Extra::score).sum());
        TrainingReport training = report.training();
        cells.add(training == null ? "" : training.perplexity());
        cells.add(training == null ? "" : Objects.requireNonNullElse(training.heldOutPerplexity(), ""));
        cells.add(harmless(firstFailure(report)));
        return cells;
    }

    private static String firstFailure(Report report) {
        return report.missing().stream()
                .filter(step -> step.status() != Status.NOT_STARTED)
                .findFirst().or(() -> report.missing().stream().findFirst())
                .map(step -> "step " + step.number() + ": " + Mistakes.withoutHint(step.message())).orElse("");
    }

    /** A spreadsheet takes a cell that begins like this for a formula, and formulas can do harm. */
    private static String harmless(String cell) {
        String line = Printable.of(cell.replaceAll("\\p{Cntrl}+", " ")).strip();
        return line.isEmpty() || "=+-@".indexOf(line.charAt(0)) < 0 ? line : "'" + line;
    }
}
