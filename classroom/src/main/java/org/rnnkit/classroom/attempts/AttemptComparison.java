package org.rnnkit.classroom.attempts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.Provenance;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.board.StepMessage;

/**
 * The comparison of two attempts, usually of one student. It is also the data of a page, which attempts.jte renders.
 *
 * @param before the older report
 * @param after the newer report
 * @param sources a sentence about the sources: the same or changed; empty if a report does not have their hash
 * @param steps the steps that both attempts have: what got worse first, then what got better, then other reasons
 */
public record AttemptComparison(Report before, Report after, String sources, List<StepChange> steps) {

    private static final int MAX_WIDTH = 300;

    /** Compares two attempts. */
    public static AttemptComparison of(Report before, Report after) {
        String old = sources(before);
        String sources = old.isEmpty() || sources(after).isEmpty() ? ""
                : old.equals(sources(after)) ? "The sources are the same." : "The sources changed.";
        return new AttemptComparison(before, after, sources, before.allSteps().stream()
                .flatMap(step -> find(after, step).map(other -> new StepChange(step, other)).stream())
                .sorted(Comparator.comparing(StepChange::kind).thenComparing(change -> change.after().number())).toList());
    }

    /** Returns the hash of the sources that were graded; empty if the report does not have it. */
    private static String sources(Report report) {
        return Optional.ofNullable(report.grading()).map(Provenance::submission).orElse("");
    }

    private static Optional<StepReport> find(Report report, StepReport step) {
        return report.allSteps().stream().filter(other -> Objects.equals(other.id(), step.id())).findFirst();
    }

    /** Lists the steps that changed. */
    public List<StepChange> changes() {
        return steps.stream().filter(step -> step.kind() != StepChange.Kind.SAME).toList();
    }

    /** Lists the steps that changed and have a reason to show. */
    public List<StepChange> reasons() {
        return changes().stream().filter(step -> !(step.oldMessage() + step.newMessage()).isBlank()).toList();
    }

    /** Says in sentences what is to know beside the steps: the submission, the scale, the training. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!sources.isEmpty()) {
            remarks.add(sources);
        }
        if (!before.submission().equals(after.submission())) {
            remarks.add("The names differ: " + before.submission() + " and " + after.submission() + ".");
        }
        if (before.getMaxScore() != after.getMaxScore()) {
            remarks.add("The points that are possible differ: " + before.getMaxScore() + " and " + after.getMaxScore() + ".");
        }
        List<String> single = Stream.concat(missing(before, after, "newer"), missing(after, before, "older")).toList();
        remarks.addAll(single);
        if (before.training() != null || after.training() != null) {
            remarks.add("Perplexity: " + perplexity(before) + " before, " + perplexity(after) + " now.");
        }
        return remarks;
    }

    private static Stream<String> missing(Report report, Report other, String which) {
        return report.allSteps().stream().filter(step -> find(other, step).isEmpty())
                .map(step -> "Step " + step.number() + " was not graded in the " + which + " attempt.");
    }

    private static String perplexity(Report report) {
        return report.training() == null ? "no training" : report.training().shortSummary();
    }

    /** Writes the comparison for a terminal: a table, followed by the reasons of the steps that changed. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Before: " + before.summary());
        lines.add("Now:    " + after.summary());
        lines.addAll(remarks());
        lines.add("");
        lines.add(row("step", "before", "now", "change"));
        steps.forEach(step -> lines.add(row(String.valueOf(step.after().number()), result(step.before()),
                result(step.after()), step.kind().word())));
        for (StepChange step : reasons()) {
            lines.add("");
            lines.add("Step " + step.after().number() + ", " + step.after().title() + ": " + step.kind().word());
            message("before: ", step.oldMessage(), lines);
            message("now:    ", step.newMessage(), lines);
        }
        return printable(lines);
    }

    private static void message(String when, String message, List<String> lines) {
        message.lines().limit(1).filter(line -> !line.isBlank()).forEach(line -> lines.add("  " + when + line));
    }

    private static String result(StepReport step) {
        return step.status().word() + " " + step.score() + "/" + step.maxScore();
    }

    private static String row(String step, String before, String now, String change) {
        return String.format(Locale.ROOT, "%4s  %-18s %-18s %s", step, before, now, change);
    }

    /** Makes lines safe and short enough for a terminal. */
    static List<String> printable(List<String> lines) {
        return lines.stream().map(line -> Printable.line(line, MAX_WIDTH)).toList();
    }

    /** Makes the page of the comparison, which needs no other file. */
    public String html() {
        return Pages.render("attempts.jte", this);
    }

    /**
     * The change of one step between two attempts.
     *
     * @param before the step's report in the older attempt
     * @param after its report in the newer one
     */
    public record StepChange(StepReport before, StepReport after) {

        /** The kinds of changes, in the order in which they are shown. */
        public enum Kind {
            /** The step has a smaller share of its points, or got farther before. */
            WORSE,
            /** The step has a larger share of its points, or gets farther now. */
            BETTER,
            /** The share of the points is the same and the reason is another. */
            OTHER,
            /** Nothing changed, except perhaps the numbers that the tests draw. */
            SAME;

            /** Returns the kind in words. */
            public String word() {
                return switch (this) {
                    case WORSE -> "worse";
                    case BETTER -> "better";
                    case OTHER -> "other reason";
                    case SAME -> "same";
                };
            }
        }

        /**
         * Compares the two reports: first the share of the step's points, then how far the step got, then the reason. If
         * the course changed what the step is worth, a difference of less than one point is only rounding.
         */
        public Kind kind() {
            int difference = after.score() * before.maxScore() - before.score() * after.maxScore();
            if (Math.abs(difference) < Math.max(before.maxScore(), after.maxScore())) {
                difference = 0;
            }
            if (difference == 0) {
                difference = progress(after.status()) - progress(before.status());
            }
            if (difference != 0) {
                return difference < 0 ? Kind.WORSE : Kind.BETTER;
            }
            return before.reason().equals(after.reason()) ? Kind.SAME : Kind.OTHER;
        }

        private static int progress(StepStatus status) {
            return switch (status) {
                case NOT_STARTED -> 0;
                case ERROR -> 1;
                case FAILED -> 2;
                case PASSED -> 3;
            };
        }

        /** The message of a stub only says what its status says. */
        private static String message(StepReport step) {
            return step.status() == StepStatus.NOT_STARTED ? "" : StepMessage.withoutAdvice(step.message());
        }

        /**
         * Returns the older message without the lines on how to repeat the tests; empty if the step had passed or was not
         * begun.
         */
        public String oldMessage() {
            return message(before);
        }

        /** Returns the newer message without the lines on how to repeat the tests; empty if the step passes or is not begun. */
        public String newMessage() {
            return message(after);
        }
    }
}
