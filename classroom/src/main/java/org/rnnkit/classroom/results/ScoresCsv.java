package org.rnnkit.classroom.results;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.Report.PointsOverride;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/** A table of a class's scores for a spreadsheet, with one line for each submission. */
public final class ScoresCsv {

    /** The file name of the table. */
    public static final String FILE = "scores.csv";

    private ScoresCsv() {}

    /** Writes the table to a folder. */
    static void write(List<ClassroomResult> results, List<Step> steps, List<Step> bonus, Path folder) {
        OutputFile.write(of(results, steps, bonus), folder.resolve(FILE));
    }

    /**
     * Makes the text of the table. The bonus steps have their own columns, with their own sum, after the other steps: they
     * do not count in the total.
     */
    static String of(List<ClassroomResult> results, List<Step> steps, List<Step> bonus) {
        List<String> header = new ArrayList<>(List.of("name", "total", "max"));
        steps.forEach(step -> header.addAll(columns(step)));
        if (!bonus.isEmpty()) {
            header.add("bonus");
            bonus.forEach(step -> header.addAll(columns(step)));
        }
        header.addAll(List.of("extras", "perplexity", "held-out perplexity", "training proof",
                "late", "overrides", "message"));
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get().print(text)) {
            for (ClassroomResult result : results) {
                printer.printRecord(line(result, steps, bonus, header.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> columns(Step step) {
        return List.of(step.id(), step.id() + " status");
    }

    /** Makes a line. Parts of a class that was graded in several may lack steps, such as the bonus steps, that others have. */
    private static List<Object> line(ClassroomResult result, List<Step> steps, List<Step> bonus, int columns) {
        List<Object> cells = new ArrayList<>();
        cells.add(Printable.cell(result.name()));
        Report report = result.report();
        if (report == null) {
            cells.addAll(Collections.nCopies(columns - 2, ""));
            cells.add(Printable.cell(result.reason()));
            return cells;
        }
        cells.add(report.getScore());
        cells.add(report.getMaxScore());
        steps.forEach(step -> cells.addAll(marks(step, report)));
        if (!bonus.isEmpty()) {
            cells.add(report.bonus().isEmpty() ? "" : report.getBonusScore());
            bonus.forEach(step -> cells.addAll(marks(step, report)));
        }
        cells.add(report.extras().stream().mapToInt(ExtraPoints::score).sum());
        cells.addAll(training(report.training()));
        cells.add(Printable.cell(report.late() == null ? "" : report.late().message()));
        cells.add(Printable.cell(report.overrides().stream().map(PointsOverride::summary)
                .collect(Collectors.joining(" | "))));
        cells.add(Printable.cell(report.failures()));
        return cells;
    }

    private static List<Object> marks(Step step, Report report) {
        return report.allSteps().stream().filter(one -> one.id().equals(step.id())).findFirst()
                .map(one -> List.<Object>of(one.score(), one.status().word())).orElse(List.of("", ""));
    }

    /**
     * Fills the three columns about the training. A full training fills the first two. A proof fills only the third, because
     * its perplexity belongs to the first epochs.
     */
    private static List<Object> training(TrainingReport training) {
        if (training == null) {
            return List.of("", "", "");
        }
        return training.proof() == null
                ? List.of(training.perplexity(), Objects.requireNonNullElse(training.heldOutPerplexity(), ""), "")
                : List.of("", "", training.proof().verdict());
    }
}
