package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.config.ConfigSchema;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.JavaImport;
import org.rnnkit.grader.submission.JavaLexer;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.StepList;

/** The files of a kit that follow from its solutions, its graded tests and its steps.yaml. */
public final class DerivedFiles {

    private static final Pattern CLASS_COUNT = Pattern.compile(
            "(<value>TOTALCOUNT</value>\\s*<minimum>)\\d+(</minimum>)");
    private static final Pattern BODY = Pattern.compile("(?s)// <solution(?:-only)?>\n(.*?)// </solution");

    private DerivedFiles() {}

    /**
     * Derives the stubs, the stand-ins of bonus steps and the lists of imports from the solutions, and the chapters' examples
     * from the graded tests. From steps.yaml it derives the schema of grading.yaml, the tables of steps, the choice of steps in
     * VS Code, and the number of classes whose coverage is measured. From the catalogue it derives the tables of
     * misconceptions. A kit need not have the pages for instructors.
     */
    public static Map<Path, String> files(Layout layout) throws IOException {
        StepList list = steps(layout);
        List<Step> steps = list.withBonus();
        Map<Path, String> files = new LinkedHashMap<>();
        for (Step step : steps) {
            Path stub = layout.exercise(step);
            String solution = Files.readString(layout.solution(step));
            String stubSource = Stub.of(solution, step.className(), step.number());
            files.put(stub, stubSource);

            Path chapter = layout.chapter(step);
            String withExample = ChapterParts.withExample(Files.readString(chapter), testWithExample(layout, step));
            String withImports = ChapterParts.withImports(withExample, solution, stubSource);
            files.put(chapter, ChapterParts.withSteps(withImports, step, list));
            if (list.bonus().contains(step)) {
                files.put(layout.standIn(step), standIn(stubSource, step));
            }
        }
        files.put(layout.home().resolve("docs/grading.schema.json"), new ConfigSchema(steps).text());
        Path tasks = layout.home().resolve(".vscode/tasks.json");
        files.put(tasks, EditorFiles.tasks(Files.readString(tasks), steps));
        Path pom = layout.solutions().resolve("pom.xml");
        files.put(pom, withClassCount(Files.readString(pom), steps.size()));
        Path exercises = layout.home().resolve("exercises/pom.xml");
        files.put(exercises, withFiles(Files.readString(exercises), steps));
        for (String name : CoursePage.PAGES) {
            Path page = layout.home().resolve(name);
            if (Files.exists(page)) {
                files.put(page, new CoursePage(layout, list).into(Files.readString(page)));
            }
        }
        return files;
    }

    private static String testWithExample(Layout layout, Step step) throws IOException {
        for (Path test : filesIn(layout.gradedTests(step), ".*Test\\.java")) {
            String source = Files.readString(test);
            if (source.contains("// <example>")) {
                return source;
            }
        }
        throw new IllegalArgumentException("no test of step " + step.number() + " has an example, between // <example> and "
                + "// </example>");
    }

    /** Makes the stand-in of a step that no other step calls: its stub, which throws another exception. */
    private static String standIn(String stub, Step step) {
        return stub.replace("import org.rnnkit.toolkit.NotImplementedYet;\n", "").replace("\n\n\n", "\n\n")
                .replaceAll(" *// TODO step .*\n", "")
                .replace("throw new NotImplementedYet(" + step.className() + ".class);", "throw new IllegalStateException("
                        + "\"No other step needs step " + step.number() + ": write yours without it.\");");
    }

    /** Reads the list of steps from the kit's folder. */
    public static StepList steps(Layout layout) throws IOException {
        try (InputStream yaml = Files.newInputStream(layout.stepList())) {
            return StepList.parse(yaml);
        }
    }

    /** Returns the code between each pair of a solution's markers, without indentation and empty lines. */
    public static List<String> bodies(String solution) {
        return BODY.matcher(solution).results().map(body -> body.group(1).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"))).toList();
    }

    private static String withClassCount(String pom, int classes) {
        Matcher place = CLASS_COUNT.matcher(pom);
        if (!place.find()) {
            throw new IllegalArgumentException("solutions/pom.xml has no minimum of TOTALCOUNT");
        }
        return place.replaceFirst("$1" + classes + "$2");
    }

    /** Lists the steps' files between two comments of exercises/pom.xml: Maven names each that is missing. */
    private static String withFiles(String pom, List<Step> steps) {
        int from = pom.indexOf("<!-- steps -->\n") + "<!-- steps -->\n".length();
        int to = pom.lastIndexOf('\n', pom.indexOf("<!-- end -->")) + 1;
        String indent = pom.substring(to, pom.indexOf("<!-- end -->"));
        return pom.substring(0, from) + steps.stream().map(step -> indent + "<file>${project.basedir}/src/main/java/"
                + step.fullName().replace('.', '/') + ".java</file>\n").collect(Collectors.joining()) + pom.substring(to);
    }

    /**
     * Finds derived files of steps that are no longer in steps.yaml.
     *
     * @return the files to delete: stubs and the drawings beside their chapters
     */
    public static List<Path> outdated(Layout layout) throws IOException {
        StepList list = steps(layout);
        List<Path> outdated = new ArrayList<>();
        for (Path step : filesIn(layout.exercises().resolve("src/main/java/org/rnnkit"), "step\\d+[a-z]+")) {
            if (list.withBonus().stream().noneMatch(known -> step.endsWith(known.id()))) {
                outdated.addAll(filesIn(step, ".*\\.(java|svg)"));
            }
        }
        return outdated;
    }

    private static List<Path> filesIn(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(name)).sorted().toList();
        }
    }

    /**
     * Compares the derived files with what they should be.
     *
     * @return the files that differ, are missing or should not exist
     */
    public static List<Path> differing(Layout layout) throws IOException {
        List<Path> differing = new ArrayList<>();
        for (Map.Entry<Path, String> file : files(layout).entrySet()) {
            if (!Files.exists(file.getKey()) || !Files.readString(file.getKey()).equals(file.getValue())) {
                differing.add(file.getKey());
            }
        }
        differing.addAll(outdated(layout));
        return differing;
    }

    /** Writes every derived file that differs, and deletes those of steps that no longer exist. */
    public static void write(Layout layout) throws IOException {
        for (Map.Entry<Path, String> file : files(layout).entrySet()) {
            // A file that is written again counts as changed, and the kit would be built again.
            if (!Files.exists(file.getKey()) || !Files.readString(file.getKey()).equals(file.getValue())) {
                Files.createDirectories(file.getKey().getParent());
                Files.writeString(file.getKey(), file.getValue());
            }
        }
        for (Path file : outdated(layout)) {
            Files.delete(file);
        }
    }

    /** The choice of a step in VS Code's tasks. */
    static final class EditorFiles {

        private static final Pattern TASK_OPTIONS = Pattern.compile(
                "(\"id\": \"step\",[^\\[]*+\\[\n)[^\\]]*?(\n      \\])");

        private EditorFiles() {}

        /**
         * Puts the steps into tasks.json.
         *
         * @throws IllegalArgumentException if it has no options of an input "step"
         */
        static String tasks(String json, List<Step> steps) {
            Matcher place = TASK_OPTIONS.matcher(json);
            if (!place.find()) {
                throw new IllegalArgumentException(".vscode/tasks.json has no \"options\" of the input \"step\"");
            }
            String options = steps.stream().map(step -> String.format(Locale.ROOT, """
                            {
                              "label": "%d  %s",
                              "value": "%s"
                            }""".indent(8).stripTrailing(), step.number(), step.title().replace("\"", "\\\""), step.tag()))
                    .collect(Collectors.joining(",\n"));
            return json.substring(0, place.end(1)) + options + json.substring(place.start(2));
        }
    }

    /**
     * The parts of a chapter that are derived, most of them after a mark such as {@code <!-- example -->}: the example from a
     * graded test, the list of imports from the reference, and from steps.yaml the heading, the tables of steps and the link
     * to the next chapter.
     */
    static final class ChapterParts {

        private static final Pattern EXAMPLE_IN_TEST = Pattern.compile("// <example>\n(.*?)\\s*// </example>", Pattern.DOTALL);
        private static final Pattern EXAMPLE = Pattern.compile("(<!-- example -->\\s*```java)\n(?:.*?\n)??(```)",
                Pattern.DOTALL);
        private static final Pattern IMPORTS = Pattern.compile("(<!-- imports -->\n).*");
        private static final String TABLE = "\n(?:\\|.*\n)++";
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
            return chapter.substring(0, place.end(1)) + "\n" + code + "\n" + chapter.substring(place.start(2));
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
                    ? "No imports to add."
                    : "Imports to add: " + missing.stream().map(name -> "`" + name + "`")
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
}
