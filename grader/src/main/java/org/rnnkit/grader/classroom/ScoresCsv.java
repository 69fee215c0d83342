package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/** The class as a table for a spreadsheet, a line for each submission. */
final class ScoresCsv {

    /** Its name. */
    static final String FILE = "scores.csv";

    private ScoresCsv() {}

    /** Writes it. */
    static void write(List<ClassResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        OutputFile.write(of(results, steps, bonus), folder.resolve(FILE));
    }

    /** Bonus steps have columns of their own, and their sum, after the others': they are no part of the total. */
    static String of(List<ClassResult> results, List<Step> steps, List<Step> bonus) {
        List<String> header = new ArrayList<>(List.of("name", "total", "max"));
        steps.forEach(step -> header.addAll(columns(step)));
        if (!bonus.isEmpty()) {
            header.add("bonus");
            bonus.forEach(step -> header.addAll(columns(step)));
        }
        header.addAll(List.of("extras", "perplexity", "held-out perplexity", "small model's perplexity",
                "full training, predicted", "message"));
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get().print(text)) {
            for (ClassResult result : results) {
                printer.printRecord(line(result, header.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> columns(Step step) {
        return List.of(step.id(), step.id() + " status");
    }

    private static List<Object> line(ClassResult result, int columns) {
        List<Object> cells = new ArrayList<>();
        cells.add(harmless(result.name()));
        Report report = result.report();
        if (report == null) {
            cells.addAll(Collections.nCopies(columns - 2, ""));
            cells.add(harmless(result.reason()));
            return cells;
        }
        cells.add(report.getScore());
        cells.add(report.getMaxScore());
        report.steps().forEach(step -> cells.addAll(marks(step)));
        if (!report.bonus().isEmpty()) {
            cells.add(report.getBonusScore());
            report.bonus().forEach(step -> cells.addAll(marks(step)));
        }
        cells.add(report.extras().stream().mapToInt(ExtraPoints::score).sum());
        cells.addAll(training(report.training()));
        cells.add(harmless(firstFailure(report)));
        return cells;
    }

    private static List<Object> marks(StepReport step) {
        return List.of(step.score(), step.status().word());
    }

    /** A full training fills the first two, a short one the others: its perplexity is another model's. */
    private static List<Object> training(TrainingReport training) {
        if (training == null) {
            return List.of("", "", "", "");
        }
        return training.prediction() == null
                ? List.of(training.perplexity(), Objects.requireNonNullElse(training.heldOutPerplexity(), ""), "", "")
                : List.of("", "", training.perplexity(), training.prediction().verdict());
    }

    private static String firstFailure(Report report) {
        return report.notPassed().stream()
                .filter(step -> step.status() != StepStatus.NOT_STARTED)
                .findFirst().or(() -> report.notPassed().stream().findFirst())
                .map(step -> "step " + step.number() + ": " + CommonMistakes.withoutHint(step.message())).orElse("");
    }

    /** A spreadsheet takes a cell that begins like this for a formula, and formulas can do harm. */
    private static String harmless(String cell) {
        String line = Printable.of(cell.replaceAll("\\p{Cntrl}+", " ")).strip();
        return line.isEmpty() || "=+-@".indexOf(line.charAt(0)) < 0 ? line : "'" + line;
    }
}
