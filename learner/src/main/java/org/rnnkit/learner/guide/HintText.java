package org.rnnkit.learner.guide;

import java.util.Locale;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** The text of a step's hints. */
public final class HintText {

    private HintText() {}

    /** Returns the first hints. */
    public static String of(Step step, int count, int width) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Step %d, %s:%n%s", step.number(), step.title(),
                step.exerciseFile()));
        for (int number = 1; number <= Math.min(count, step.hints().size()); number++) {
            text.append(String.format(Locale.ROOT, "%n%n")).append(hint(step, number, width));
        }
        return text.toString();
    }

    /** Returns one hint. */
    public static String single(Step step, int number, int width) {
        return number == 1 ? of(step, 1, width) : hint(step, number, width);
    }

    private static String hint(Step step, int number, int width) {
        String words = step.hints().get(number - 1).strip().replaceAll("\\s+", " ");
        return number + "." + WordWrap.of("   " + words, width).substring(2);
    }
}
