package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.StepList;

/**
 * The derived parts of the pages for instructors: the headings of steps, a table and lists. After {@code <!-- steps -->} come
 * the steps and their size, after {@code <!-- misconceptions N -->} the misconceptions behind most wrong solutions of step N.
 */
final class CoursePage {

    /** The pages with these parts, which a student's copy does not have. */
    static final List<String> PAGES = List.of("docs/course.md", "docs/misconceptions.md");

    private static final String ROWS = "\n(?:[|-].*\n)*+";
    private static final int MAX_MISCONCEPTIONS = 3;

    private final Layout layout;
    private final StepList steps;

    CoursePage(Layout layout, StepList steps) {
        this.layout = layout;
        this.steps = steps;
    }

    /** Puts the derived parts into the page. */
    String into(String page) throws IOException {
        String text = replace("<!-- steps -->", stepTable(), page);
        for (Step step : steps.withBonus()) {
            text = text.replaceAll("(?m)^(## Step " + step.number() + ": ).*", "$1" + Matcher.quoteReplacement(step.title()));
            text = replace("<!-- misconceptions " + step.number() + " -->", misconceptionList(step), text);
        }
        return text;
    }

    private static String replace(String marker, String rows, String text) {
        return Pattern.compile(Pattern.quote(marker) + ROWS).matcher(text)
                .replaceFirst(Matcher.quoteReplacement(marker + "\n" + rows));
    }

    private String stepTable() throws IOException {
        StringBuilder table = new StringBuilder("| step | | points | lines |\n|--:|---|--:|--:|\n");
        int points = 0;
        int lines = 0;
        for (Step step : steps.withBonus()) {
            int own = lines(Files.readString(layout.solution(step)));
            table.append(String.format(Locale.ROOT, "| %d | %s | %d | %d |\n", step.number(), step.title(),
                    step.points(), own));
            points += step.points();
            lines += own;
            if (step.equals(steps.steps().get(steps.steps().size() - 1))) {
                table.append(String.format(Locale.ROOT, "| 1 to %d | the course | %d | %d |\n", step.number(), points,
                        lines));
            }
        }
        return table.toString();
    }

    /** Counts the reference's lines of code that a student writes, from its source with the markers. */
    private static int lines(String solution) {
        return (int) DerivedFiles.bodies(solution).stream().flatMap(String::lines)
                .filter(line -> !line.startsWith("/") && !line.startsWith("*")).count();
    }

    /** Makes a list without what students know better: there is nothing to explain. */
    private String misconceptionList(Step step) {
        return Misconception.of(layout, step).stream()
                .filter(misconception -> !misconception.careless())
                .sorted(Comparator.comparing(misconception -> -misconception.slips().size()))
                .limit(MAX_MISCONCEPTIONS)
                .map(misconception -> "- \"" + misconception.belief() + "\" " + misconception.answer() + "\n")
                .collect(Collectors.joining());
    }
}
