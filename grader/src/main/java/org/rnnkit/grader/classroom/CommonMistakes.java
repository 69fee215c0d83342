package org.rnnkit.grader.classroom;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;

/** Which mistakes a class has in common: what fails in the same step with the same words, whatever the numbers. */
public final class CommonMistakes {

    private static final int MAX_SHOWN = 20;

    /**
     * One mistake.
     *
     * @param step where
     * @param message what one of its reports says
     * @param names who made it
     */
    public record Mistake(StepReport step, String message, List<String> names) {}

    private CommonMistakes() {}

    /** Lists them, the most common first. */
    static List<Mistake> of(List<ClassResult> results) {
        Map<String, Mistake> found = new LinkedHashMap<>();
        for (ClassResult result : results) {
            Report report = result.report();
            for (StepReport step : report == null ? List.<StepReport>of() : report.allSteps()) {
                if (step.needsFixing()) {
                    found.computeIfAbsent(step.number() + alike(step.message()),
                            key -> new Mistake(step, withoutHint(step.message()), new ArrayList<>()))
                            .names().add(result.name());
                }
            }
        }
        return found.values().stream().sorted(Comparator.comparing((Mistake mistake) -> -mistake.names().size())
                .thenComparing(mistake -> mistake.step().number())).limit(MAX_SHOWN).toList();
    }

    /** The draws differ, the slip is the same. */
    static String alike(String message) {
        return withoutHint(message).replaceAll("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?", "#");
    }

    /** What to type next is for the author; who reads about a class looks for the slip. */
    static String withoutHint(String message) {
        return message.replaceAll("(?m)^Hint: .*$", "").strip();
    }
}
