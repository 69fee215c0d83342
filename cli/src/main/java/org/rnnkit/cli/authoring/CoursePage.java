package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.CatalogueSolution.Help;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/**
 * The derived parts of the pages for instructors: the headings of steps, and tables. After {@code <!-- steps -->} come the
 * steps and their size, after {@code <!-- misconceptions N -->} the misconceptions behind the wrong solutions of step N, and
 * after {@code <!-- catalogue -->} how well the messages of the wrong solutions help.
 */
final class CoursePage {

    /** The pages with these tables, which a student's copy does not have. */
    static final List<String> PAGES = List.of("docs/course.md", "docs/misconceptions.md", "docs/test-quality.md");

    private static final String CATALOGUE = "<!-- catalogue -->";
    private static final String TABLE = "\n(?:\\|.*\n)*+";

    private final Layout layout;
    private final StepList steps;
    private final Map<Path, String> derived;

    /**
     * Prepares the tables.
     *
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
        if (text.contains(CATALOGUE)) {
            text = replace(CATALOGUE, messageTable(), text);
        }
        for (Step step : steps.withBonus()) {
            text = text.replaceAll("(?m)^(## Step " + step.number() + ": ).*", "$1" + Matcher.quoteReplacement(step.title()));
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
                "| step | | the student writes | points | lines |\n"
                + "|--:|---|---|--:|--:|\n");
        int points = 0;
        int lines = 0;
        for (Step step : steps.withBonus()) {
            int own = lines(Files.readString(layout.solution(step)));
            table.append(String.format(Locale.ROOT, "| %d | %s | `%s` | %d | %d |\n", step.number(), step.title(),
                    step.className(), step.points(), own));
            points += step.points();
            lines += own;
            if (step.equals(steps.steps().get(steps.steps().size() - 1))) {
                table.append(String.format(Locale.ROOT, "| 1 to %d | the course | | %d | %d |\n", step.number(), points,
                        lines));
            }
        }
        return table.toString();
    }

    private String messageTable() {
        Map<String, List<CatalogueSolution>> rows = new LinkedHashMap<>();
        for (Step step : steps.withBonus()) {
            rows.put(step.number() + ", " + step.title(), CatalogueSolution.wrong(layout, step));
        }
        rows.put("all", rows.values().stream().flatMap(List::stream).toList());
        StringBuilder table = new StringBuilder("| step | wrong solutions | named | symptom |\n|---|---|---|---|\n");
        rows.forEach((name, wrong) -> table.append(String.format(Locale.ROOT, "| %s | %d | %d | %d |\n", name, wrong.size(),
                count(wrong, Help.NAMED), count(wrong, Help.SYMPTOM))));
        return table.toString();
    }

    private static long count(List<CatalogueSolution> wrong, Help help) {
        return wrong.stream().filter(solution -> solution.entry().counts() == help).count();
    }

    /** Makes a table without what students know better: there is nothing to explain. */
    private String misconceptionTable(Step step) {
        List<Misconception> misconceptions = Misconception.of(layout, step).stream()
                .filter(misconception -> !misconception.careless())
                .sorted(Comparator.comparing(misconception -> -misconception.slips().size())).toList();
        if (misconceptions.isEmpty()) {
            return "";
        }
        StringBuilder table = new StringBuilder("| the student thinks | say | for example |\n|---|---|---|\n");
        for (Misconception misconception : misconceptions) {
            String example = misconception.slips().isEmpty() ? "-" : "`" + misconception.slips().get(0) + "`";
            table.append(String.format(Locale.ROOT, "| %s | %s | %s |\n", misconception.belief(), misconception.answer(),
                    example));
        }
        return table.toString();
    }

    /** Counts the reference's lines of code that a student writes. */
    private static int lines(String solution) {
        return (int) DerivedFiles.bodies(solution).stream().flatMap(String::lines)
                .filter(line -> !line.startsWith("/") && !line.startsWith("*")).count();
    }
}
