package org.rnnkit.learner.guide;

import java.util.Locale;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Step;

/** A step's hints, as many as are asked for. */
public final class HintText {

    private HintText() {}

    /**
     * Gives the first hints.
     *
     * @param step the step
     * @param count how many, at most
     * @param width how many columns there are
     * @return which step it is, and the hints, a paragraph each
     */
    public static String of(Step step, int count, int width) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Step %d, %s:%n%s", step.number(), step.title(),
                step.exerciseFile()));
        for (int number = 1; number <= Math.min(count, step.hints().size()); number++) {
            text.append(String.format("%n%n")).append(hint(step, number, width));
        }
        return text.toString();
    }

    /**
     * Gives one hint.
     *
     * @param step the step
     * @param number which, from 1
     * @param width how many columns there are
     * @return the hint; before the first, which step it is
     */
    public static String single(Step step, int number, int width) {
        return number == 1 ? of(step, 1, width) : hint(step, number, width);
    }

    private static String hint(Step step, int number, int width) {
        String words = step.hints().get(number - 1).strip().replaceAll("\\s+", " ");
        return number + "." + WordWrap.of("   " + words, width).substring(2);
    }
}
