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
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.testkit.steps.Step;

/** The table of a class for a spreadsheet: the scores, with a line for each submission. */
public final class ScoresTable {

    /** The file name of the table of scores. */
    public static final String FILE = "scores.csv";

    private ScoresTable() {}

    /** Writes the table to a folder. */
    static void write(ClassroomReport report, Path folder) {
        OutputFile.write(scores(report.results(), report.steps().steps(), report.steps().bonus()), folder.resolve(FILE));
    }

    /** Makes a line for a table that the instructor writes. The person's name is written as in the table of scores. */
    public static String line(String name, Object... cells) {
        return CSVFormat.RFC4180.format(Stream.concat(Stream.of(Printable.cell(name)), Stream.of(cells)).toArray());
    }

    private static String csv(List<String> header, List<List<Object>> lines) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = CSVFormat.RFC4180.builder().setHeader(header.toArray(String[]::new)).get().print(text)) {
            printer.printRecords(lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /**
     * Makes the text of the table of scores. The bonus steps have their own columns, with their own sum, after the other
     * steps: they do not count in the total.
     */
    static String scores(List<ClassroomResult> results, List<Step> steps, List<Step> bonus) {
        List<String> header = new ArrayList<>(List.of("name", "total", "max"));
        steps.forEach(step -> header.addAll(columns(step)));
        if (!bonus.isEmpty()) {
            header.add("bonus");
            bonus.forEach(step -> header.addAll(columns(step)));
        }
        header.addAll(List.of("extras", "perplexity", "held-out perplexity", "late", "overrides", "message"));
        return csv(header, results.stream().map(result -> line(result, steps, bonus, header.size())).toList());
    }

    private static List<String> columns(Step step) {
        return List.of(step.id(), step.id() + " status");
    }

    /**
     * Makes a line. Parts of a class that was graded in several may lack steps, such as the bonus steps, that others have.
     */
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

    private static List<Object> training(TrainingReport training) {
        return training == null ? List.of("", "")
                : List.of(training.perplexity(), Objects.requireNonNullElse(training.heldOutPerplexity(), ""));
    }
}
