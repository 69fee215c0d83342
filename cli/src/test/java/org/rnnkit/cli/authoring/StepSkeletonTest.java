package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of adding and removing a step, in a copy of the kit's sources. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StepSkeletonTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final int NEXT = Steps.known().stream().mapToInt(Step::number).max().orElseThrow() + 1;

    /** One copy for all tests: only the last one writes to it. */
    @TempDir
    private static Path copy;

    private static Layout layout;

    @BeforeAll
    static void copySources() throws IOException {
        layout = new Layout(copy);
        copy("testkit/src/main", "solutions", "standins/src", "exercises", "grader/src/main", "src",
                "docs/grading.schema.json", ".run", ".vscode");
    }

    private static void copy(String... parts) throws IOException {
        for (String part : parts) {
            File from = KIT.resolve(part).toFile();
            if (from.isFile()) {
                FileUtils.copyFile(from, copy.resolve(part).toFile());
            } else {
                FileUtils.copyDirectory(from, copy.resolve(part).toFile(), file -> !file.getName().equals("target"));
            }
        }
    }

    /** The kit with a step more and without its bonus steps compiles, and says of the new one what is still to be written. */
    @Test
    @Tag("thorough")
    @Order(Integer.MAX_VALUE)
    void buildsWithAStepMoreAndWithoutItsBonusSteps() throws IOException {
        copy("toolkit/src/main", "grader/src/test/catalogue", "grader/src/test/java/org/rnnkit/testkit/oracle",
                "learner/src/main");
        StepSkeleton skeleton = StepSkeleton.of(layout, NEXT, "ToyLayer");
        skeleton.write();
        Step toy = skeleton.step();
        assertThat(toy.id()).isEqualTo("step" + NEXT + "toylayer");
        assertThat(toy.title()).isEqualTo("Toy layer");
        StepFiles files = new StepFiles(layout);
        assertThat(files.missing(toy)).isEmpty();
        assertThat(files.unfinished(toy)).containsAll(skeleton.parts().stream().map(StepSkeleton.Part::file)
                .toList());
        for (Step other : Steps.withBonus()) {
            assertThat(files.unfinished(other)).as("a chapter with the table of steps").isEmpty();
        }
        assertThat(DerivedFiles.differing(layout)).isEmpty();

        for (Step removed : Steps.bonus()) {
            remove(removed);
            assertThat(DerivedFiles.leftOver(layout)).contains(files.solution(removed).getParent(), files.probe(removed),
                    files.check(removed), files.standIn(removed).getParent(), files.catalogue(removed),
                    files.chapter(removed).getParent(), files.questions(removed));
            assertThat(DerivedFiles.outdated(layout)).contains(layout.exercise(removed),
                    copy.resolve(".run/Step " + removed.number() + ".run.xml"),
                    layout.chapter(removed).resolveSibling("shapes" + removed.number() + ".svg"));
        }
        assertThat(DerivedFiles.steps(layout).withBonus()).noneMatch(Steps.bonus()::contains).contains(toy);
        assertThat(DerivedFiles.outdated(layout)).allMatch(file -> Steps.bonus().stream().anyMatch(removed ->
                file.startsWith(layout.chapter(removed).getParent()) || file.getFileName().toString().contains(
                        "Step " + removed.number())));
        DerivedFiles.write(layout);
        assertThat(Steps.bonus()).allSatisfy(removed -> assertThat(layout.exercise(removed)).doesNotExist());
        DerivedFiles.leftOver(layout).forEach(RecursiveDelete::deleteRecursively);
        assertThat(DerivedFiles.leftOver(layout)).isEmpty();
        assertThat(DerivedFiles.differing(layout)).isEmpty();

        compile();
    }

    /** Removes a step's entry from steps.yaml. */
    private void remove(Step step) throws IOException {
        String list = Files.readString(layout.stepList());
        int from = list.indexOf("  - number: " + step.number() + "\n");
        int to = list.indexOf("  - number: ", from + 1);
        Files.writeString(layout.stepList(), list.substring(0, from) + list.substring(to));
    }

    /** Compiles the graded tests, the stubs and all code that calls steps, none of it against the kit's own steps. */
    private void compile() throws IOException {
        String libraries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isOfTheSteps(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
        compile(libraries, "solutions", Stream.of("toolkit/src/main/java", "testkit/src/main/java", "solutions/src/main/java",
                "src/test/java", "grader/src/main/java", "grader/src/test/java", "learner/src/main/java"));
        compile(libraries, "exercises", Stream.of("toolkit/src/main/java", "exercises/src/main/java"));
        compile(libraries, "standins", Stream.of("toolkit/src/main/java", "testkit/src/main/java", "standins/src/main/java"));
    }

    private static boolean isOfTheSteps(Path entry) {
        return entry.startsWith(KIT.resolve(Layout.SOLUTIONS)) || entry.startsWith(KIT.resolve(Layout.EXERCISES));
    }

    private void compile(String libraries, String name, Stream<String> folders) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        Path classes = Files.createDirectories(copy.resolve("classes").resolve(name));
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            List<Path> sources = folders.flatMap(folder -> sources(copy.resolve(folder)).stream()).toList();
            boolean compiled = javac.getTask(said, manager, null, List.of("-Xlint:all,-classfile,-processing", "-Werror",
                    "-proc:none", "--release", "17", "-cp", libraries, "-d", classes.toString()), null,
                    manager.getJavaFileObjectsFromPaths(sources)).call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }

    private static List<Path> sources(Path folder) {
        return FileUtils.listFiles(folder.toFile(), new String[] {"java"}, true).stream().map(File::toPath).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | dropout | is no name for a step's class",
        "0 | Drop-out | is no name for a step's class",
        "0 | D | is no name for a step's class",
        "0 | ../Evil | is no name for a step's class",
        "0 | Prediction | has the class Prediction already",
        "0 | PREDICTION | has the class Prediction already",
        "0 | String | is the name of a type that a step's files use",
        "0 | NDArray | is the name of a type that a step's files use",
        "0 | Tag | is the name of a type that a step's files use",
        "0 | Step | StepCheck.java exists already",
        "1 | Dropout | can't have the number",
        "-1 | Dropout | exists already",
        "-1000 | Dropout | can't have the number"})
    void refusesANumberOrNameThatCannotBe(int beyond, String name, String why) throws IOException {
        Map<Path, String> before = contents();
        assertThatThrownBy(() -> StepSkeleton.of(layout, NEXT + beyond, name).write())
                .isInstanceOf(UsageException.class).hasMessageContaining(why);
        assertThat(contents()).isEqualTo(before);
    }

    /** The longest name that a step can have must leave no line that Checkstyle rejects. */
    @Test
    void keepsTheLengthOfLines() throws IOException {
        String longest = "A" + "b".repeat(29);
        List<String> lines = StepSkeleton.of(layout, NEXT, longest).parts().stream()
                .filter(part -> part.file().toString().endsWith(".java")).flatMap(part -> part.text().lines()).toList();
        assertThat(lines).hasSizeGreaterThan(100);
        assertThat(lines.stream().filter(line -> line.length() > 128 && !line.startsWith("import "))).isEmpty();
    }

    @Test
    void writesNothingWhereSomethingCannotBeWritten() throws IOException {
        StepSkeleton skeleton = StepSkeleton.of(layout, NEXT, "Dropout");
        Path tasks = copy.resolve(".vscode/tasks.json");
        String whole = Files.readString(tasks);
        Files.writeString(tasks, "{}"); // no place for the list of steps
        Map<Path, String> before = contents();
        assertThatThrownBy(skeleton::write).hasMessageContaining(".vscode/tasks.json has no");
        assertThat(contents()).isEqualTo(before);
        Files.writeString(tasks, whole);
    }

    /** Lists the folders and files of the copy, each file with its text. */
    private Map<Path, String> contents() throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> places = Files.walk(copy)) {
            for (Path place : places.toList()) {
                contents.put(place, Files.isDirectory(place) ? "" : Files.readString(place));
            }
        }
        return contents;
    }
}
