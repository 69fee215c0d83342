package org.rnnkit.grader.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Help.Ansi;

/** The grading board on the terminal: one line for each step, and below it the message if the step did not pass. */
public final class ReportBoard {

    private static final int MAX_LINES = 6;
    private static final int MAX_IGNORED = 3;
    private static final int MAX_WIDTH = 240;

    private final PrintStream out;
    private final int width;
    private final int columns;
    private boolean bonusBegun;

    /**
     * Makes a board.
     *
     * @param steps all steps, bonus steps included; the longest title decides the width of the title column
     */
    public ReportBoard(PrintStream out, List<Step> steps, int columns) {
        this.columns = columns;
        this.out = out;
        this.width = steps.stream().mapToInt(step -> step.title().length()).max().orElse(0);
    }

    /** Prints a step's line and, if the step needs fixing, its message. */
    public void show(StepReport step) {
        if (!bonusBegun && Steps.bonus().stream().anyMatch(bonus -> bonus.id().equals(step.id()))) {
            bonusBegun = true;
            out.println("Bonus");
        }
        String colour = switch (step.status()) {
            case PASSED -> "green";
            case NOT_STARTED -> "faint";
            default -> "red";
        };
        String status = Ansi.AUTO.string("@|" + colour + " " + pad(step.status().word(), 11) + "|@");
        out.printf(Locale.ROOT, "%2d  %s  %s  %3d/%d%n", step.number(), pad(step.title(), width), status,
                step.score(), step.maxScore());
        if (step.needsFixing()) {
            showMessage(step.message(), "      ");
        }
    }

    /** Prints the training's result, the extra points, the ignored files and the total score. */
    public void showEnd(Report report) {
        out.println();
        TrainingReport training = report.training();
        if (training == null) {
            showMessage(report.trainingMessage(), "");
        } else {
            training.samples().forEach(sample -> out.println("  " + cut(sample)));
            out.println(WordWrap.of(training.summary(), columns));
        }
        report.overrides().forEach(change -> showMessage("Changed by hand: " + change.summary(), ""));
        report.extras().forEach(extra -> showMessage(extra.name() + ": " + extra.summary(), ""));
        if (!report.ignored().isEmpty()) {
            out.println("Ignored: " + Plural.of(report.ignored().size(), "file"));
            report.ignored().stream().limit(MAX_IGNORED).forEach(file -> out.println("  " + cut(file)));
            if (report.ignored().size() > MAX_IGNORED) {
                out.println("  … (the rest is in the report)");
            }
        }
        out.println(report.summary());
        if (!report.note().isEmpty()) {
            out.println(report.note());
        }
    }

    private void showMessage(String message, String indent) {
        List<String> lines = message.lines().filter(line -> !line.isBlank()).toList();
        lines.stream().limit(MAX_LINES).forEach(line -> WordWrap.of(cut(line), columns - indent.length()).lines()
                .forEach(part -> out.println(indent + part)));
        if (lines.size() > MAX_LINES) {
            out.println(indent + "… (the rest is in the report)");
        }
    }

    private static String cut(String line) {
        return Printable.line(line, MAX_WIDTH);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
