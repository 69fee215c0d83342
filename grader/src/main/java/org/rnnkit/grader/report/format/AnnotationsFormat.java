package org.rnnkit.grader.report.format;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;

/**
 * Workflow commands, which GitHub Actions turns into notes at the lines of a pull request. It shows ten errors and ten
 * notices of a job's step, so that there is one for each of the nine steps and one for the whole; bonus steps have one
 * only where there is something to mend. What a student's code printed is not among them.
 */
final class AnnotationsFormat implements ReportFormat {

    @Override
    public String of(Report report) {
        Stream<String> steps = Stream.concat(
                report.steps().stream().filter(step -> step.status() != StepStatus.PASSED),
                report.bonus().stream().filter(StepReport::needsFixing))
                .map(AnnotationsFormat::command);
        String training = report.notPassed().isEmpty() && report.training() == null ? "\n" + report.trainingMessage() : "";
        return Stream.concat(steps, Stream.of(command("notice", null, "RNN Kit", report.summary() + training)))
                .collect(Collectors.joining());
    }

    @Override
    public Optional<String> ofTrouble(String why) {
        return Optional.of(command("error", null, "Not graded", "By no fault of the submission: " + why));
    }

    private static String command(StepReport step) {
        return command(step.status() == StepStatus.NOT_STARTED ? "notice" : "error", step.location(),
                "Step " + step.number() + ", " + step.title() + ": " + step.status().word(), step.message());
    }

    private static String command(String kind, SourceLocation place, String title, String message) {
        String where = place == null ? "" : "file=" + property(place.file()) + ",line=" + place.line() + ",";
        return "::" + kind + " " + where + "title=" + property(title) + "::" + data(message) + "\n";
    }

    /** What stands behind the second "::" ends with the line. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** What stands before it ends with "," or ":", too. */
    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
