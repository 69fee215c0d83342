package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;

/** The lines of texts that name a step: pages, chapters, hints, questions, and messages in the code. */
public final class StepMentions {

    private static final List<String> PLACES = List.of("README.md", "docs", "exercises/src/main/java",
            "learner/src/main/resources/org/rnnkit/learner/quiz", "testkit/src/main/resources", "src/test/java",
            "learner/src/main/java", "cli/src/main/java");

    /** Such as "step 12", "steps 2, 3 and 12", "steps 10 to 13", also in German. */
    private static final Pattern NUMBERED = Pattern.compile(
            "(?i)\\b(?:steps?|chapters?|schritte?n?|kapiteln?)((?:(?: |, |, and | and | or | to | und | oder | bis )\\d++)++)");

    /** A cell of a table, such as "2, 3, 12". */
    private static final Pattern CELL = Pattern.compile("\\| (\\d+(?:, \\d+)++) (?=\\|)");

    /** A number, or the first and the last of a range. */
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)(?: (?:to|bis) (\\d+))?");

    private static final Pattern COMMENT = Pattern.compile("\\s*(?:/[/*]|\\*).*");
    private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final Pattern ENTRY = Pattern.compile("  - number: (\\d+)");

    private final Step step;

    private StepMentions(Step step) {
        this.step = step;
    }

    /**
     * Finds the lines that name a step. The step's own files and its entry in steps.yaml do not count.
     *
     * @return the path of each file from the kit's folder, with the number of the line, such as "docs/grading.md:16"
     */
    public static List<String> of(Step step, Layout layout) throws IOException {
        StepMentions mentions = new StepMentions(step);
        List<String> places = new ArrayList<>();
        for (String place : PLACES) {
            try (Stream<Path> files = Files.walk(layout.home().resolve(place))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(md|yaml|java)") && !mentions.isOwn(path))
                        .sorted().toList()) {
                    String name = layout.home().relativize(file).toString().replace('\\', '/');
                    mentions.lines(file).forEach(line -> places.add(name + ":" + line));
                }
            }
        }
        return places;
    }

    private boolean isOwn(Path file) {
        return file.getParent().endsWith(step.id()) || file.getFileName().toString().equals(step.id() + ".yaml")
                || file.getFileName().toString().startsWith(step.className());
    }

    private List<Integer> lines(Path file) throws IOException {
        boolean isCode = file.toString().endsWith(".java");
        boolean inOwnEntry = false;
        List<Integer> lines = new ArrayList<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 0; i < text.size(); i++) {
            Matcher entry = ENTRY.matcher(text.get(i));
            if (entry.matches()) {
                inOwnEntry = Integer.parseInt(entry.group(1)) == step.number();
            }
            Stream<String> read = isCode ? literals(text.get(i)) : Stream.of(text.get(i));
            if (!inOwnEntry && read.anyMatch(this::isNamedIn)) {
                lines.add(i + 1);
            }
        }
        return lines;
    }

    private static Stream<String> literals(String line) {
        return COMMENT.matcher(line).matches() ? Stream.of() : LITERAL.matcher(line).results().map(MatchResult::group);
    }

    private boolean isNamedIn(String text) {
        return text.contains(step.id()) || Pattern.compile("\\b" + step.className() + "\\b").matcher(text).find()
                || Stream.of(NUMBERED, CELL).flatMap(pattern -> pattern.matcher(text).results())
                        .flatMap(found -> NUMBERS.matcher(found.group(1)).results()).anyMatch(this::isWithin);
    }

    private boolean isWithin(MatchResult numbers) {
        int first = Integer.parseInt(numbers.group(1));
        int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
        return first <= step.number() && step.number() <= last;
    }
}
