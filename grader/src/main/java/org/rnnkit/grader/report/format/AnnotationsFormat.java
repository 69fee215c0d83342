package org.rnnkit.grader.report.format;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;

/**
 * The report as workflow commands, which GitHub Actions shows as annotations on the lines of a pull request. GitHub shows
 * at most ten errors and ten notices for a job's step. So each of the nine steps has one annotation, the whole report has
 * one, and a bonus step has one only if it needs fixing. The output of a student's code is left out.
 */
final class AnnotationsFormat implements ReportFormat {

    @Override
    public String render(Report report) {
        Stream<String> steps = Stream.concat(
                report.steps().stream().filter(step -> step.status() != StepStatus.PASSED),
                report.bonus().stream().filter(StepReport::needsFixing)).map(AnnotationsFormat::command);
        String training = report.notPassed().isEmpty() && report.training() == null ? "\n" + report.trainingMessage() : "";
        String note = report.note().isEmpty() ? "" : "\n" + report.note();
        return Stream.concat(steps, Stream.of(command("notice", null, "RNN Kit", report.summary() + note + training)))
                .collect(Collectors.joining());
    }

    @Override
    public Optional<String> renderError(String reason) {
        return Optional.of(command("error", null, "Not graded", "Grader error, not the submission's fault: " + reason));
    }

    private static String command(StepReport step) {
        return command(step.status() == StepStatus.NOT_STARTED ? "notice" : "error", step.location(),
                "Step " + step.number() + ", " + step.title() + ": " + step.status().word(), step.message());
    }

    private static String command(String kind, SourceLocation location, String title, String message) {
        String place = location == null ? "" : "file=" + property(location.file()) + ","
                + (location.line() == null ? "" : "line=" + location.line() + ",");
        return "::" + kind + " " + place + "title=" + property(title) + "::" + data(message) + "\n";
    }

    /** Escapes a message. It stands after the second "::", where a line end would end the command. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** Escapes a property. It stands before the second "::", where "," and ":" would end it, too. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
