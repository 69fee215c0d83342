package org.rnnkit.classroom.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.testkit.failure.Failure;

/**
 * What a class got wrong, the most frequent mistake first. Failures of a step belong together if their messages name the same
 * likely mistake, else if they differ only in their numbers.
 */
public final class CommonMistakes {

    private static final int MAX_SHOWN = 100;
    private static final int MAX_TITLE = 160;

    private CommonMistakes() {}

    /** Collects the mistakes. */
    static List<Mistake> of(List<ClassroomResult> results, Function<ClassroomResult, SubmissionRow> rows) {
        Map<String, Mistake> found = new LinkedHashMap<>();
        for (ClassroomResult result : results) {
            safely(() -> failures(result)).forEach((key, mistake) -> found.computeIfAbsent(key, first ->
                    new Mistake(mistake.step(), mistake.title(), mistake.message(), new ArrayList<>()))
                    .who().add(rows.apply(result)));
        }
        return found.values().stream().sorted(Comparator.comparing((Mistake mistake) -> -mistake.who().size())
                .thenComparing(Mistake::step)).limit(MAX_SHOWN).toList();
    }

    /** Names the most frequent mistakes of a class, each with its number of submissions. Missing files do not count. */
    public static List<String> words(List<ClassroomResult> results, int most) {
        return of(results, result -> null).stream().filter(mistake -> !mistake.title().startsWith("missing: "))
                .limit(most).map(mistake -> "step " + mistake.step() + ", "
                + Plural.of(mistake.who().size(), "submission") + ": " + mistake.title()).toList();
    }

    /** A report that can't be read affects its own submission only. */
    private static Map<String, Mistake> safely(Supplier<Map<String, Mistake>> failures) {
        try {
            return failures.get();
        } catch (RuntimeException | StackOverflowError unreadable) {
            return Map.of();
        }
    }

    /** Lists the mistakes of a submission, by what they have in common with those of others. */
    private static Map<String, Mistake> failures(ClassroomResult result) {
        Map<String, Mistake> failures = new LinkedHashMap<>();
        List<StepReport> steps = result.report() == null ? List.of() : result.report().allSteps();
        steps.stream().filter(StepReport::needsFixing).forEach(step -> {
            Failure failure = step.reason();
            String mistakes = String.join(failure.together() ? " and: " : " or: ", failure.likelyMistakes());
            failures.put(step.number() + (mistakes.isEmpty() ? step.reasonWithoutNumbers() : mistakes),
                    new Mistake(step.number(), title(failure, mistakes), Printable.withoutPaths(failure.text()), List.of()));
        });
        return failures;
    }

    private static String title(Failure failure, String mistakes) {
        return Printable.line(mistakes.isEmpty() ? Printable.withoutPaths(failure.headline())
                : mistakes.substring(0, 1).toUpperCase(Locale.ROOT) + mistakes.substring(1), MAX_TITLE);
    }
}
