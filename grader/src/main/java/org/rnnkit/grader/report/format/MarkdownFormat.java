package org.rnnkit.grader.report.format;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;

/**
 * The report as Markdown for the summary of a job on GitHub: the board, the steps that did not pass, the training. Student
 * text stands between backticks, where GitHub reads no markup, no links and no user names.
 */
final class MarkdownFormat implements ReportFormat {

    private static final Pattern BACKTICKS = Pattern.compile("`+");
    private static final int SHORTEST_FENCE = 3;
    /** GitHub does not show a job summary that is larger than one mebibyte. */
    private static final int MAX_CHARACTERS = 4_000;
    private static final int MAX_IGNORED = 50;
    private static final int MAX_TESTS = 50;

    @Override
    public String render(Report report) {
        String note = report.note().isEmpty() ? "" : report.note() + "\n\n";
        return "## RNN Kit: " + report.summary() + "\n\n" + note + span(report.submission()) + "\n\n"
                + board(report.steps())
                + bonus(report) + overrides(report) + extras(report) + training(report) + ignored(report.ignored())
                + grading(report.grading()) + "\nIsolation: " + report.isolation().kind().word() + ", "
                + report.isolation().description() + ".\n";
    }

    @Override
    public Optional<String> renderError(String reason) {
        return Optional.of("## RNN Kit: not graded\n\nGrader error, no score. This is not the submission's fault.\n\n"
                + fence(reason));
    }

    static String bonus(Report report) {
        return report.bonus().isEmpty() ? "" : "\n### Bonus steps: " + report.getBonusScore() + "/"
                + report.getBonusMaxScore() + "\n\n" + board(report.bonus());
    }

    /** Renders a table of the steps and, below it, the details of each step that did not pass. */
    static String board(List<StepReport> steps) {
        return "| Step | | Result | Points |\n|---:|---|---|---:|\n" + steps.stream()
                .map(step -> "| " + step.number() + " | " + step.title() + " | " + sign(step.status()) + " "
                        + step.status().word() + " | " + step.score() + "/" + step.maxScore() + " |\n")
                .collect(Collectors.joining())
                + steps.stream().filter(step -> step.status() != StepStatus.PASSED).map(MarkdownFormat::problem)
                        .collect(Collectors.joining());
    }

    private static String sign(StepStatus status) {
        return switch (status) {
            case PASSED -> "✅";
            case NOT_STARTED -> "⬜";
            default -> "❌";
        };
    }

    private static String problem(StepReport step) {
        List<TestReport> tests = step.testsToShow().stream().filter(test -> !test.passed()).toList();
        String where = step.location() == null ? ""
                : "\n" + (step.location().line() == null ? "In " : "At ") + span(step.location().fileAndLine()) + "\n";
        String commands = step.commands();
        return "\n<details>\n<summary>Step " + step.number() + ", " + step.title() + ": " + step.status().word()
                + "</summary>\n\n" + (step.message().isBlank() ? "" : fence(step.reason().text()))
                + where + (tests.isEmpty() ? ""
                        : "\n" + tests.size() + " of " + Plural.of(step.tests().size(), "test") + " did not pass:\n\n")
                + tests.stream().limit(MAX_TESTS)
                        .map(test -> "- " + span(test.name()) + " " + test.status().word() + "\n")
                        .collect(Collectors.joining())
                + (tests.size() > MAX_TESTS ? "- … (the rest is in report.json)\n" : "")
                + (step.output().isBlank() ? "" : "\nWhat the code printed:\n\n" + fence(step.output()))
                + (commands.isEmpty() ? "" : "\nHint, and again with the same numbers:\n\n" + fence(commands))
                + "\n</details>\n";
    }

    private static String overrides(Report report) {
        return report.overrides().isEmpty() ? "" : "\n### Changed by hand\n\n" + report.overrides().stream()
                .map(change -> "- " + span(change.summary()) + "\n").collect(Collectors.joining());
    }

    private static String grading(Provenance grading) {
        return grading == null ? "" : "\n<details>\n<summary>How this was graded</summary>\n\n" + fence(
                String.join("\n", grading.sentences()) + "\nTo repeat it, in the kit's folder:\n" + grading.command())
                + "\n</details>\n";
    }

    private static String extras(Report report) {
        return report.extras().isEmpty() ? "" : "\n### Other points\n\n" + report.extras().stream()
                .map(extra -> "- " + span(extra.name() + ": " + extra.summary()) + "\n")
                .collect(Collectors.joining());
    }

    static String training(Report report) {
        return "\n### Training\n\n" + (report.training() == null ? fence(report.trainingMessage())
                : report.training().summary() + ", on " + span(report.training().text()) + "\n\n"
                        + fence(String.join("\n", report.training().visibleSamples())));
    }

    private static String ignored(List<String> files) {
        return files.isEmpty() ? "" : "\n<details>\n<summary>" + Plural.of(files.size(), "file") + " ignored</summary>\n\n"
                + fence(files.stream().limit(MAX_IGNORED).collect(Collectors.joining("\n"))
                        + (files.size() > MAX_IGNORED ? "\n… (the rest is in report.json)" : ""))
                + "\n</details>\n";
    }

    /** Makes a fenced block of a text with several lines. */
    private static String fence(String text) {
        String fence = "`".repeat(Math.max(SHORTEST_FENCE, longestRun(text) + 1));
        return fence + "text\n" + Printable.cut(text, MAX_CHARACTERS).stripTrailing() + "\n" + fence + "\n";
    }

    /** Makes an inline code span of a short text. */
    private static String span(String text) {
        String quote = "`".repeat(longestRun(text) + 1);
        String line = Printable.cut(text, MAX_CHARACTERS).replaceAll("\\s+", " ").strip();
        return line.isEmpty() ? "" : quote + " " + line + " " + quote;
    }

    private static int longestRun(String text) {
        return BACKTICKS.matcher(text).results().map(MatchResult::group).mapToInt(String::length).max().orElse(0);
    }
}
