package org.rnnkit.grader.report.format;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.format.FormatName.ReportFormat;

/** The formats of platforms for courses: Gradescope, Classroom 50 and Moodle's Virtual Programming Lab. */
final class PlatformFormats {

    private PlatformFormats() {}

    /**
     * The results.json of Gradescope's autograders. All texts are marked as plain text, so that Gradescope does not read a
     * student's text as HTML. Only instructors see what the grader printed.
     */
    static final class GradescopeFormat implements ReportFormat {

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

    /**
     * The result.json of Classroom 50's autograders. The names of classroom, assignment and submission come from environment
     * variables that Classroom 50's runner sets. Elsewhere they are empty, and Classroom 50 refuses such a file when it
     * collects the scores. The runner expects exit status 0 together with a file; for any other exit status it writes a result
     * of its own. Therefore this format writes no file after a grader error.
     */
    record Classroom50Format(Map<String, String> environment, Clock clock) implements ReportFormat {

        @Override
        public String render(Report report) {
            Stream<Test> steps = report.steps().stream().map(step -> new Test("Step " + step.number() + ": " + step.title(),
                    step.status() == StepStatus.PASSED, step.score(), step.maxScore(), step.message()));
            Stream<Test> extras = report.extras().stream().map(extra -> new Test(extra.name(),
                    extra.score() >= extra.maxScore(), extra.score(), extra.maxScore(), extra.message()));
            return JsonFormat.of(new Result("classroom50/result/v1", variable("CLASSROOM"), variable("ASSIGNMENT"),
                    variable("SUBMISSION_TAG"), variable("COMMIT_URL"), variable("RELEASE_URL"),
                    environment.getOrDefault("REVIEW_URL", variable("COMMIT_URL")),
                    clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), report.getScore(), report.getMaxScore(),
                    Stream.concat(steps, extras).toList()));
        }

        private String variable(String name) {
            return environment.getOrDefault(name, "");
        }

        private record Result(String schema, String classroom, String assignment, String submission, String commit,
                String release, String review, String datetime, int score, @JsonProperty("max-score") int maxScore,
                List<Test> tests) {}

        private record Test(@JsonProperty("test-name") String name, boolean passed, int score,
                @JsonProperty("max-score") int maxScore, String message) {}
    }

    /**
     * The output of an evaluation in Moodle's Virtual Programming Lab (VPL): comments in a block, and the proposed grade in the
     * last line. In a block a line with "-" is a title, and one with ">" is text as it is; every line of a submission's text
     * has ">" before it, so that it can neither end the block nor be a grade. VPL's highest grade comes from an environment
     * variable; the score is scaled to it.
     */
    record VplFormat(Map<String, String> environment) implements ReportFormat {

        private static final int MAX_CHARACTERS = 3_000;

        @Override
        public String render(Report report) {
            String steps = report.allSteps().stream().map(VplFormat::step).collect(Collectors.joining());
            String extras = report.extras().stream().map(VplFormat::extra).collect(Collectors.joining());
            String overrides = report.overrides().stream().map(change -> text(change.summary())).collect(Collectors.joining());
            return block(title(report.summary()) + steps + extras
                    + (overrides.isEmpty() ? "" : title("Changed by hand") + overrides)
                    + title("Training")
                    + text(report.training() == null ? report.trainingMessage() : report.training().summary()))
                    + grade(report);
        }

        /** Renders a comment without a grade: VPL then proposes none. */
        @Override
        public Optional<String> renderError(String reason) {
            return Optional.of(block(title("Not graded")
                    + text("Grader error, no grade. This is not your fault. Tell your instructor:\n" + reason)));
        }

        private static String step(StepReport step) {
            return title("Step " + step.number() + ", " + step.title() + ": " + step.status().word() + " ("
                    + step.score() + "/" + step.maxScore() + ")")
                    + (step.status() == StepStatus.PASSED ? "" : text(step.messageAndPlace()))
                    + (step.partial() == null ? "" : text(step.partial().message()));
        }

        private static String extra(ExtraPoints extra) {
            return title("Other points") + text(extra.name() + ": " + extra.summary());
        }

        private static String block(String comments) {
            return "<|--\n" + comments + "--|>\n";
        }

        private static String title(String line) {
            return "-" + line.replaceAll("\\R", " ") + "\n";
        }

        private static String text(String text) {
            return Printable.cut(text, MAX_CHARACTERS).lines().map(line -> ">" + line + "\n").collect(Collectors.joining());
        }

        private String grade(Report report) {
            double highest = highest(report.getMaxScore());
            double share = report.getMaxScore() == 0 ? 0 : (double) report.getScore() / report.getMaxScore();
            return String.format(Locale.ROOT, "Grade :=>> %.2f\n", Math.min(highest, share * highest));
        }

        /** Returns the highest grade of the activity. VPL sets no variable for an activity without a grade. */
        private double highest(int points) {
            String given = environment.getOrDefault("VPL_GRADEMAX", "");
            return given.matches("\\d{1,6}(\\.\\d{1,6})?") ? Double.parseDouble(given) : points;
        }
    }
}
