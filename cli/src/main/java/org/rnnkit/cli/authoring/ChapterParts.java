package org.rnnkit.cli.authoring;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.grader.submission.JavaLexer.JavaImport;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/**
 * The parts of a chapter that are derived, most of them after a mark such as {@code <!-- example -->}: the example from a
 * graded test, the list of imports from the reference, and from steps.yaml the heading, the tables of steps and the link to the
 * next chapter.
 */
final class ChapterParts {

    private static final Pattern EXAMPLE_IN_TEST = Pattern.compile("// <example>\n(.*?)\\s*// </example>", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("(<!-- example -->\\s*```java\n).*?(\n```)", Pattern.DOTALL);
    private static final Pattern IMPORTS = Pattern.compile("(<!-- imports -->\n).*");
    private static final String TABLE = "\n(?:\\|.*\n)+";
    private static final String HEADER = "\n| step | you write | what it adds |\n|---|---|---|\n";
    private static final Pattern HEADING = Pattern.compile("\\A# .*");
    private static final Pattern STEPS = Pattern.compile("(<!-- steps -->)" + TABLE);
    private static final Pattern BONUS = Pattern.compile("(<!-- bonus steps -->)" + TABLE);
    private static final Pattern NEXT = Pattern.compile("(<!-- next -->\n).*\\z", Pattern.DOTALL);

    private ChapterParts() {}

    /** Puts the lines of a test between {@code // <example>} and {@code // </example>} into the chapter. */
    static String withExample(String chapter, String test) {
        Matcher example = EXAMPLE_IN_TEST.matcher(test);
        if (!example.find()) {
            throw new IllegalArgumentException("the test has no lines between // <example> and // </example>");
        }
        Matcher place = EXAMPLE.matcher(chapter);
        if (!place.find()) {
            throw new IllegalArgumentException("the chapter has no ```java block after <!-- example -->");
        }
        String code = withoutIndent(example.group(1).lines().toList());
        return chapter.substring(0, place.end(1)) + code + chapter.substring(place.start(2));
    }

    private static String withoutIndent(List<String> lines) {
        int indent = lines.stream().filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
        return String.join("\n", lines.stream().map(line -> line.isBlank() ? "" : line.substring(indent)).toList());
    }

    /** Puts the imports that the reference has and its stub has not into the chapter, for editors that do not find them. */
    static String withImports(String chapter, String solution, String stub) {
        Matcher place = IMPORTS.matcher(chapter);
        if (!place.find()) {
            throw new IllegalArgumentException("the chapter has no line after <!-- imports -->");
        }
        List<String> inStub = imports(stub);
        List<String> missing = imports(solution).stream().filter(name -> !inStub.contains(name)).toList();
        String line = missing.isEmpty()
                ? "The stub imports all that you are likely to need."
                : "Imports that the stub does not have yet: " + missing.stream().map(name -> "`" + name + "`")
                        .collect(Collectors.joining(", ")) + ".";
        return place.replaceFirst(Matcher.quoteReplacement(place.group(1) + line));
    }

    private static List<String> imports(String source) {
        return JavaImport.findAll(JavaLexer.code(source)).stream().filter(found -> !found.isStatic()).map(JavaImport::name)
                .toList();
    }

    /** Puts the parts that follow from the list of steps into a step's chapter. */
    static String withSteps(String chapter, Step step, StepList steps) {
        String text = HEADING.matcher(chapter).replaceFirst(
                Matcher.quoteReplacement("# Step " + step.number() + ": " + step.title()));
        text = replace(STEPS, text, HEADER + rows(steps.steps(), false));
        text = replace(BONUS, text, HEADER + rows(steps.bonus(), true));
        return replace(NEXT, text, next(step, steps));
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
    private static String next(Step step, StepList steps) {
        List<Step> row = steps.steps().contains(step) ? steps.steps() : steps.bonus();
        int next = row.indexOf(step) + 1;
        return next == row.size() ? ""
                : "Next: " + link("step " + row.get(next).number() + ", " + row.get(next).title(), row.get(next)) + ".\n";
    }

    private static String link(String text, Step step) {
        return "[" + text + "](../" + step.id() + "/README.md)";
    }
}
