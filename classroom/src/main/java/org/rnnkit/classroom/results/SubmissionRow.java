package org.rnnkit.classroom.results;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.testkit.steps.Step;

/**
 * A submission in the page's table: a summary of its report.
 *
 * @param link the address of its report; empty if there is no file
 * @param training the address of the page of its training; empty if there is none
 * @param score the score, such as "60/100"; empty if there is none
 * @param bonus the score of the bonus steps; empty if there is none
 * @param statuses the status of each step that was graded, by its id
 * @param perplexity the perplexity of the training; empty if there is none
 * @param curve the perplexity by epoch, as the points of a line in a box of 60 by 20; empty if too little can be drawn
 * @param reason the reason why there is no score; empty if there is one
 */
public record SubmissionRow(String name, String link, String training, String score, String bonus,
        Map<String, StepStatus> statuses, String perplexity, String curve, String reason) {

    private static final int POINTS = 30;

    /** Makes the row of a submission. If its report can't be summed up, the row says so, and the other rows stay. */
    static SubmissionRow of(ClassroomResult result, Path folder) {
        String name = Printable.of(result.name());
        try {
            return result.report() == null ? without(name, Printable.withoutPaths(Printable.of(result.reason())))
                    : graded(name, result, folder);
        } catch (RuntimeException | StackOverflowError unreadable) {
            return without(name, "Its report can't be summed up here (" + unreadable.getClass().getSimpleName()
                    + "). The score is in scores.csv.");
        }
    }

    private static SubmissionRow without(String name, String reason) {
        return new SubmissionRow(name, "", "", "", "", Map.of(), "", "", reason);
    }

    private static SubmissionRow graded(String name, ClassroomResult result, Path folder) {
        Report report = result.report();
        TrainingReport training = report.training();
        boolean hasPage = Files.exists(folder.resolve(result.name()).resolve(TrainingPage.FILE));
        return new SubmissionRow(name, link(result.name(), folder), hasPage ? address(result.name(), TrainingPage.FILE) : "",
                report.getScore() + "/" + report.getMaxScore(),
                report.bonus().isEmpty() ? "" : report.getBonusScore() + "/" + report.getBonusMaxScore(),
                report.allSteps().stream().collect(Collectors.toMap(StepReport::id, StepReport::status)),
                training == null ? "" : training.shownPerplexity(), training == null ? "" : curve(training.curve()), "");
    }

    /** Returns the address of a report; empty if there is no file, as for a mark by hand without a submission. */
    private static String link(String name, Path folder) {
        return Stream.of(FormatName.HTML, FormatName.JSON).map(FormatName::file)
                .filter(file -> Files.exists(folder.resolve(name).resolve(file))).findFirst()
                .map(file -> address(name, file)).orElse("");
    }

    private static String address(String name, String file) {
        try {
            return "./" + new URI(null, null, "/" + name + "/" + file, null).toASCIIString().substring(1);
        } catch (URISyntaxException e) {
            return "";
        }
    }

    /** Draws on a logarithmic axis from 30 to 1. The student's code reported the values: what can't be drawn is left out. */
    private static String curve(List<Double> values) {
        int shown = Math.min(POINTS, values.size());
        List<String> points = IntStream.range(0, shown).mapToObj(i -> point(i, shown,
                values.get(i * (values.size() - 1) / Math.max(1, shown - 1)))).filter(point -> !point.isEmpty()).toList();
        return points.size() < 2 ? "" : String.join(" ", points);
    }

    private static String point(int i, int shown, Double perplexity) {
        return perplexity == null || !Double.isFinite(perplexity) ? "" : String.format(Locale.ROOT, "%.0f,%.0f",
                60.0 * i / (shown - 1), 20 * (1 - Math.log(Math.max(1, Math.min(POINTS, perplexity))) / Math.log(POINTS)));
    }

    /** Returns the status of a step; null if it was not graded. */
    public StepStatus status(Step step) {
        return statuses.get(step.id());
    }
}
