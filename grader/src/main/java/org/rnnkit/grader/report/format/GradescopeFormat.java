package org.rnnkit.grader.report.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.format.FormatName.ReportFormat;

/**
 * The results.json of Gradescope's autograders. All texts are marked as plain text, so that Gradescope does not read a
 * student's text as HTML. Only instructors see what the grader printed.
 */
final class GradescopeFormat implements ReportFormat {

    private static final String TEXT = "text";
    private static final String VISIBLE = "visible";

    @Override
    public String render(Report report) {
        List<Test> tests = new ArrayList<>(report.allSteps().stream().map(GradescopeFormat::test).toList());
        report.extras().forEach(extra -> tests.add(test(extra, tests.size() + 1)));
        // By the grader's clock: the times of the tests come from the process of the steps' code.
        List<Double> seconds = report.allSteps().stream().map(StepReport::seconds).filter(Objects::nonNull).toList();
        return JsonFormat.of(new Result((double) report.getScore(), seconds.isEmpty() ? null
                : Math.round(1000 * seconds.stream().mapToDouble(Double::doubleValue).sum()) / 1000.0, output(report), TEXT,
                VISIBLE, "hidden", tests, leaderboard(report.training())));
    }

    /** Renders one test without points. As there is no score, instructors see on Gradescope that grading failed. */
    @Override
    public Optional<String> renderError(String reason) {
        String message = "Not graded because of a grader error. This is not your fault, and there is no score.";
        return Optional.of(JsonFormat.of(new Result(null, null, message, TEXT, VISIBLE, "hidden",
                List.of(new Test(null, null, "failed", "Not graded", "1", message, TEXT, VISIBLE)), null)));
    }

    private static String output(Report report) {
        TrainingReport training = report.training();
        String trainingText = training == null ? report.trainingMessage()
                : training.summary() + "\n\n" + String.join("\n\n", training.visibleSamples());
        String ignored = report.ignored().isEmpty() ? ""
                : "\n\nIgnored files:\n" + String.join("\n", report.ignored());
        String note = report.note().isEmpty() ? "" : "\n" + report.note();
        return report.summary() + note + "\n\n" + trainingText + ignored;
    }

    private static Test test(StepReport step) {
        List<String> output = new ArrayList<>();
        output.add(step.messageAndPlace());
        output.add(step.testsToShow().stream()
                .map(test -> test.status().word() + ": " + test.name()
                        + (step.messageBeside(test).isBlank() ? "" : "\n" + test.message().indent(4).stripTrailing()))
                .collect(Collectors.joining("\n")));
        if (step.check().ran()) {
            output.add("Independent check: " + step.check().status().word()
                    + (step.checkMessageBeside().isBlank() ? "" : ", " + step.check().message()));
        }
        return new Test((double) step.score(), (double) step.maxScore(),
                step.status() == StepStatus.PASSED ? "passed" : "failed",
                "Step " + step.number() + ": " + step.title() + " (" + step.status().word() + ")", "" + step.number(),
                output.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n")), TEXT, VISIBLE);
    }

    private static Test test(ExtraPoints extra, int number) {
        return new Test((double) extra.score(), (double) extra.maxScore(),
                extra.score() >= extra.maxScore() ? "passed" : "failed", extra.name(), "" + number, extra.message(),
                TEXT, VISIBLE);
    }

    /** Makes the entries. A perplexity that can't come from the training, or whose proof failed, has none. */
    private static List<Entry> leaderboard(TrainingReport training) {
        if (training == null || !training.remarks().isEmpty() || training.proof() != null && !training.proof().passed()) {
            return null;
        }
        List<Entry> entries = new ArrayList<>(List.of(new Entry(training.perplexityName(), training.perplexity(), "asc")));
        if (training.heldOutPerplexity() != null) {
            entries.add(new Entry("Perplexity on text held out", training.heldOutPerplexity(), "asc"));
        }
        return entries;
    }

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Result(Double score, Double executionTime, String output, String outputFormat, String visibility,
            String stdoutVisibility, List<Test> tests, List<Entry> leaderboard) {}

    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Test(Double score, Double maxScore, String status, String name, String number, String output,
            String outputFormat, String visibility) {}

    private record Entry(String name, double value, String order) {}
}
