package org.rnnkit.grader.learn;

import java.util.List;
import java.util.Locale;
import org.rnnkit.grading.Step;

/** A step's hints, as many as are asked for. */
public final class HintText {

    private HintText() {}

    /**
     * Gives the first hints.
     *
     * @param step the step
     * @param count how many, at most
     * @return the hints, a paragraph each
     */
    public static String of(Step step, int count) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Step %d, %s: exercises/%s%n", step.number(),
                step.title(), step.sourceFile()));
        List<String> hints = step.hints();
        for (int i = 0; i < Math.min(count, hints.size()); i++) {
            text.append(String.format(Locale.ROOT, "%n%d. %s%n", i + 1, hints.get(i).strip()));
        }
        return text.toString();
    }

    /**
     * Names a step's chapter.
     *
     * @param step the step
     * @return its file, from the kit's folder
     */
    public static String chapter(Step step) {
        return "exercises/" + step.sourceFile().replace(step.className() + ".java", "README.md");
    }
}
