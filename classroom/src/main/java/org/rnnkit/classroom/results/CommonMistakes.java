package org.rnnkit.classroom.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.board.StepMessage;

/**
 * The most common mistakes of a class. Two failures of the same step count as one mistake if their messages name the same
 * slip or, without a slip, differ only in their numbers.
 */
public final class CommonMistakes {

    private static final int MAX_SHOWN = 100;
    private static final int MAX_TITLE = 160;

    /**
     * A mistake that one or more submissions have.
     *
     * @param step the report of the step that failed, from the first of these submissions
     * @param title the slip or, if the message names none, the message's first line
     * @param message the message in that report
     * @param names the names of the submissions
     */
    public record Mistake(StepReport step, String title, String message, List<String> names) {}

    private CommonMistakes() {}

    /** Lists the mistakes, the most common first. */
    static List<Mistake> of(List<ClassroomResult> results) {
        Map<String, Mistake> found = new LinkedHashMap<>();
        for (ClassroomResult result : results) {
            Report report = result.report();
            for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                if (step.needsFixing()) {
                    String message = StepMessage.withoutAdvice(step.message());
                    found.computeIfAbsent(step.number() + Mismatch.slipIn(message).orElse(step.reason()),
                            key -> new Mistake(step, title(message), message, new ArrayList<>()))
                            .names().add(Printable.of(result.name()));
                }
            }
        }
        return found.values().stream().sorted(Comparator.comparing((Mistake mistake) -> -mistake.names().size())
                .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList();
    }

    private static String title(String message) {
        return Printable.line(Mismatch.slipIn(message).map(slip -> slip.substring(0, 1).toUpperCase(Locale.ROOT)
                + slip.substring(1)).orElseGet(() -> message.lines().findFirst().orElse("")), MAX_TITLE);
    }
}
