package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/**
 * The derived tables of the pages for instructors: the steps and their size after {@code <!-- steps -->}, and the
 * misconceptions behind the wrong solutions of step N after {@code <!-- misconceptions N -->}.
 */
final class CoursePage {

    /** The pages with these tables, which a student's copy does not have. */
    static final List<String> PAGES = List.of("docs/course.md", "docs/misconceptions.md");

    private static final String TABLE = "\n(?:\\|.*\n)*";

    private final Layout layout;
    private final StepList steps;
    private final Map<Path, String> derived;

    /**
     * Prepares the tables.
     *
     * @param layout the kit's folders
     * @param steps the steps
     * @param derived the derived files so far, with all chapters
     */
    CoursePage(Layout layout, StepList steps, Map<Path, String> derived) {
        this.layout = layout;
        this.steps = steps;
        this.derived = derived;
    }

    /** Puts the tables into the page. */
    String into(String page) throws IOException {
        String text = replace("<!-- steps -->", stepTable(), page);
        for (Step step : steps.withBonus()) {
            text = replace("<!-- misconceptions " + step.number() + " -->", misconceptionTable(step), text);
        }
        return text;
    }

    private static String replace(String marker, String table, String text) {
        return Pattern.compile(Pattern.quote(marker) + TABLE).matcher(text)
                .replaceFirst(Matcher.quoteReplacement(marker + "\n" + table));
    }

    private String stepTable() throws IOException {
        StringBuilder table = new StringBuilder(
                "| step | | the student writes | points | lines | calls | minutes, estimated |\n"
                + "|--:|---|---|--:|--:|--:|--:|\n");
        int points = 0;
        int lines = 0;
        int least = 0;
        int most = 0;
        for (Step step : steps.withBonus()) {
            StepEffort effort = StepEffort.of(Files.readString(layout.solution(step)), derived.get(layout.chapter(step)));
            table.append(String.format(Locale.ROOT, "| %d | %s | `%s` | %d | %d | %d | %d to %d |\n", step.number(),
                    step.title(), step.className(), step.points(), effort.lines(), effort.calls(), effort.least(),
                    effort.most()));
            points += step.points();
            lines += effort.lines();
            least += effort.least();
            most += effort.most();
            if (step.equals(steps.steps().get(steps.steps().size() - 1))) {
                table.append(String.format(Locale.ROOT, "| 1 to %d | the course | | %d | %d | | %d to %d |\n", step.number(),
                        points, lines, least, most));
            }
        }
        return table.toString();
    }

    private String misconceptionTable(Step step) throws IOException {
        Set<String> wrong = WrongSolution.of(layout, step).stream().map(WrongSolution::name).collect(Collectors.toSet());
        List<Misconception> misconceptions = Misconception.of(layout.catalogue(step), wrong).stream()
                .sorted(Comparator.comparingInt(misconception -> -misconception.slips().size())).toList();
        if (misconceptions.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("| the student thinks | say | for example |\n|---|---|---|\n");
        for (Misconception misconception : misconceptions) {
            table.append(String.format(Locale.ROOT, "| %s | %s | `%s` |\n", misconception.belief(), misconception.answer(),
                    misconception.slips().get(0)));
        }
        return table.toString();
    }
}
