package org.rnnkit.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.junit.RepeatAdvice;

/** The most common mistakes of a class. Two failures of the same step count as one mistake if only their numbers differ. */
public final class CommonMistakes {

    private static final int MAX_SHOWN = 20;

    /**
     * A mistake that one or more submissions have.
     *
     * @param step the report of the step that failed, from the first of these submissions
     * @param message the message in that report
     * @param names the names of the submissions
     */
    public record Mistake(StepReport step, String message, List<String> names) {}

    private CommonMistakes() {}

    /** Lists the mistakes, the most common first. */
    static List<Mistake> of(List<ClassResult> results) {
        Map<String, Mistake> found = new LinkedHashMap<>();
        for (ClassResult result : results) {
            Report report = result.report();
            for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                if (step.needsFixing()) {
                    found.computeIfAbsent(step.number() + withoutNumbers(step.message()),
                            key -> new Mistake(step, RepeatAdvice.removeFrom(step.message()), new ArrayList<>()))
                            .names().add(result.name());
                }
            }
        }
        return found.values().stream().sorted(Comparator.comparing((Mistake mistake) -> -mistake.names().size())
                .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList();
    }

    /** Replaces all numbers: the tests draw different values for each submission, though the mistake is the same. */
    private static String withoutNumbers(String message) {
        return RepeatAdvice.removeFrom(message).replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
    }
}
