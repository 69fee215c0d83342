package org.rnnkit.classroom.attempts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;

/**
 * The comparison of two attempts, usually of one student. It is also the data of a page, which attempts.jte renders.
 *
 * @param before the older report
 * @param after the newer report
 * @param sources a sentence about the sources: the same or changed; empty if a report does not have their hash
 * @param steps the steps that both attempts have: what got worse first, then what got better, then other reasons
 */
public record AttemptComparison(Report before, Report after, String sources, List<StepChange> steps) {

    /**
     * Compares two attempts.
     *
     * @param first the older attempt
     * @param second the newer attempt
     * @return the comparison
     */
    public static AttemptComparison of(Attempt first, Attempt second) {
        Report before = first.report();
        Report after = second.report();
        String sources = first.sources().isEmpty() || second.sources().isEmpty() ? ""
                : first.sources().equals(second.sources()) ? "The sources are the same." : "The sources changed.";
        return new AttemptComparison(before, after, sources, before.allSteps().stream()
                .flatMap(step -> find(after, step).map(other -> new StepChange(step, other)).stream())
                .sorted(Comparator.comparing(StepChange::kind).thenComparing(change -> change.after().number())).toList());
    }

    private static Optional<StepReport> find(Report report, StepReport step) {
        return report.allSteps().stream().filter(other -> Objects.equals(other.id(), step.id())).findFirst();
    }

    /**
     * Lists the steps that changed.
     *
     * @return the changes, without the steps that are the same
     */
    public List<StepChange> changes() {
        return steps.stream().filter(step -> step.kind() != StepChange.Kind.SAME).toList();
    }

    /**
     * Lists the steps that changed and have a reason to show.
     *
     * @return the changes with a message before or now
     */
    public List<StepChange> reasons() {
        return changes().stream().filter(step -> !(step.oldMessage() + step.newMessage()).isBlank()).toList();
    }

    /**
     * Says in sentences what is to know beside the steps: the submission, the scale, the training.
     *
     * @return the sentences
     */
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

    /**
     * Makes the page of the comparison.
     *
     * @return the page in HTML, which needs no other file
     */
    public String html() {
        return Pages.render("attempts.jte", this);
    }
}
