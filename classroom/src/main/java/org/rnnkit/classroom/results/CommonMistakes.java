package org.rnnkit.classroom.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.rnnkit.classroom.results.ClassroomPage.SubmissionRow;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.grader.kit.Misconception.FailureMessages;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.board.StepMessage;

/**
 * What a class got wrong, the most common first. Failures of a step belong together if their messages show the same
 * misconception, else if they name the same slip, else if they differ only in their numbers. It is also the data of a page
 * without names for a lecture, which lecture.jte renders.
 *
 * @param submissions the number of graded submissions
 * @param mistakes the mistakes
 */
public record CommonMistakes(int submissions, List<Mistake> mistakes) {

    /** The file name of the page without names. */
    public static final String FILE = "lecture.html";

    private static final int MAX_SHOWN = 100;
    private static final int MAX_TITLE = 160;

    /**
     * A mistake that one or more submissions have.
     *
     * @param step the report of the step that failed, from the first of these submissions
     * @param title what their authors may believe, else the slip, else the message's first line
     * @param answer what can be said to them; empty if it is not known what they believe
     * @param message the message in the first report
     * @param forms the slips or first lines of all messages, with the number of submissions
     * @param who the submissions
     */
    public record Mistake(StepReport step, String title, String answer, String message, Map<String, Integer> forms,
            List<SubmissionRow> who) {

        /** Lists the forms in which the mistake was made, if the title does not say it. */
        public List<String> formsInWords() {
            return answer.isEmpty() ? List.of() : forms.entrySet().stream()
                    .sorted(Comparator.comparing(form -> -form.getValue()))
                    .map(form -> Plural.of(form.getValue(), "submission") + ": " + form.getKey()).toList();
        }
    }

    /** Collects the mistakes. */
    static CommonMistakes of(List<ClassroomResult> results, FailureMessages known,
            Function<ClassroomResult, SubmissionRow> rows) {
        Map<String, Mistake> found = new LinkedHashMap<>();
        int submissions = 0;
        for (ClassroomResult result : results) {
            Report report = result.report();
            submissions += report == null ? 0 : 1;
            for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                if (step.needsFixing()) {
                    String message = Printable.withoutPaths(StepMessage.withoutAdvice(step.message()));
                    String form = form(message);
                    Optional<Misconception> belief = known.misconception(step.id(), message);
                    Mistake mistake = found.computeIfAbsent(step.number() + belief.map(Misconception::belief)
                            .orElseGet(() -> Mismatch.slipIn(message).orElse(step.reason())),
                            key -> new Mistake(step, belief.map(Misconception::belief).orElse(form),
                                    belief.map(Misconception::answer).orElse(""), message, new LinkedHashMap<>(),
                                    new ArrayList<>()));
                    mistake.forms().merge(form, 1, Integer::sum);
                    mistake.who().add(rows.apply(result));
                }
            }
        }
        return new CommonMistakes(submissions, found.values().stream()
                .sorted(Comparator.comparing((Mistake mistake) -> -mistake.who().size())
                .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList());
    }

    private static String form(String message) {
        return Printable.line(Mismatch.slipIn(message).map(slip -> slip.substring(0, 1).toUpperCase(Locale.ROOT)
                + slip.substring(1)).orElseGet(() -> message.lines().findFirst().orElse("")), MAX_TITLE);
    }

    /** Makes the page without names. */
    String lecture() {
        return Pages.render("lecture.jte", this);
    }
}
