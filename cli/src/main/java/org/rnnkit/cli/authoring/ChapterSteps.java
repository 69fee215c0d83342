package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/**
 * The parts of a chapter that are derived from steps.yaml: its heading, the tables of steps after {@code <!-- steps -->} and
 * {@code <!-- bonus steps -->}, and the last line, after {@code <!-- next -->}, which leads to the next chapter.
 */
final class ChapterSteps {

    private static final String TABLE = "\n(?:\\|.*\n)+";
    private static final String HEADER = "\n| step | you write | what it adds |\n|---|---|---|\n";
    private static final Pattern HEADING = Pattern.compile("\\A# .*");
    private static final Pattern STEPS = Pattern.compile("(<!-- steps -->)" + TABLE);
    private static final Pattern BONUS = Pattern.compile("(<!-- bonus steps -->)" + TABLE);
    private static final Pattern NEXT = Pattern.compile("(<!-- next -->\n).*\\z", Pattern.DOTALL);

    private final StepList steps;

    ChapterSteps(StepList steps) {
        this.steps = steps;
    }

    /** Puts the parts into a step's chapter. */
    String into(String chapter, Step step) {
        String text = HEADING.matcher(chapter).replaceFirst(
                Matcher.quoteReplacement("# Step " + step.number() + ": " + step.title()));
        text = replace(STEPS, text, HEADER + rows(steps.steps(), false));
        text = replace(BONUS, text, HEADER + rows(steps.bonus(), true));
        return replace(NEXT, text, next(step));
    }

    private static String replace(Pattern place, String text, String part) {
        return place.matcher(text).replaceFirst("$1" + Matcher.quoteReplacement(part));
    }

    private static String rows(List<Step> listed, boolean linked) {
        return listed.stream().map(step -> "| " + step.number() + " | "
                + (linked ? link("`" + step.className() + "`", step) : "`" + step.className() + "`") + " | " + step.adds()
                + " |\n").collect(Collectors.joining());
    }

    /** Leads from step to step, and from bonus step to bonus step. */
    private String next(Step step) {
        List<Step> row = steps.steps().contains(step) ? steps.steps() : steps.bonus();
        int next = row.indexOf(step) + 1;
        return next == row.size() ? ""
                : "Next: " + link("step " + row.get(next).number() + ", " + row.get(next).title(), row.get(next)) + ".\n";
    }

    private static String link(String text, Step step) {
        return "[" + text + "](../" + step.id() + "/README.md)";
    }
}
