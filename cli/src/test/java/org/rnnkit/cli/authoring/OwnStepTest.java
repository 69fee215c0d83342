package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of adding and removing a step, in a copy of the kit's sources. */
class OwnStepTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final int NEXT = Steps.withBonus().stream().mapToInt(Step::number).max().orElseThrow() + 1;
    private static final List<String> PARTS = List.of("testkit/src/main", "solutions", "standins/src", "exercises", "src",
            "grader/src/main", "grader/src/test/catalogue", "grader/src/test/java/org/rnnkit/testkit/oracle",
            "learner/src/main", "toolkit/src/main", "docs/grading.schema.json", ".vscode");

    @TempDir
    private Path copy;

    private Layout layout;

    /** The kit with a step more and without its bonus steps compiles. */
    @Test
    void buildsWithAStepMoreAndWithoutItsBonusSteps() throws IOException {
        layout = new Layout(copy);
        for (String part : PARTS) {
            File from = KIT.resolve(part).toFile();
            if (from.isFile()) {
                FileUtils.copyFile(from, copy.resolve(part).toFile());
            } else {
                FileUtils.copyDirectory(from, copy.resolve(part).toFile(), file -> !file.getName().equals("target"));
            }
        }
        assumeTrue(Steps.bonus().stream().anyMatch(step -> step.number() == 11), "this course has no step 11");
        StepFiles files = new StepFiles(layout);
        Step toy = add(TestSteps.withNumber(11));
        DerivedFiles.write(layout);
        assertThat(files.required(toy)).allSatisfy(place -> assertThat(place).exists());
        assertThat(DerivedFiles.differing(layout)).isEmpty();

        Steps.bonus().forEach(this::remove);
        for (Step removed : Steps.bonus()) {
            assertThat(leftOver()).containsAll(
                    files.required(removed).stream().map(place -> ownFolder(place, removed)).toList());
            assertThat(leftOver()).anyMatch(place -> place.endsWith("quiz/" + removed.id() + ".yaml"));
            assertThat(DerivedFiles.outdated(layout)).contains(layout.exercise(removed),
                    layout.chapter(removed).resolveSibling("shapes" + removed.number() + ".svg"));
        }
        assertThat(DerivedFiles.steps(layout).withBonus()).noneMatch(Steps.bonus()::contains).contains(toy);
        assertThat(DerivedFiles.outdated(layout)).allMatch(file -> Steps.bonus().stream().anyMatch(removed ->
                file.startsWith(layout.chapter(removed).getParent())));
        DerivedFiles.write(layout);
        assertThat(Steps.bonus()).allSatisfy(removed -> assertThat(layout.exercise(removed)).doesNotExist());
        leftOver().forEach(RecursiveDelete::deleteRecursively);
        assertThat(leftOver()).isEmpty();
        assertThat(DerivedFiles.differing(layout)).isEmpty();

        compile();
    }

    private List<Path> leftOver() throws IOException {
        return new StepFiles(layout).leftOver(DerivedFiles.steps(layout));
    }

    private static Path ownFolder(Path place, Step step) {
        return place.endsWith(step.id()) ? place : ownFolder(place.getParent(), step);
    }

    /** Adds a step: its entry in the list, and copies of another one's files under its own names. */
    private Step add(Step model) throws IOException {
        UnaryOperator<String> renamed = text -> text.replace(model.id(), "step" + NEXT + "toylayer")
                .replace(model.className(), "ToyLayer").replace("number: " + model.number(), "number: " + NEXT);
        List<Path> own = FileUtils.listFiles(copy.toFile(), null, true).stream().map(File::toPath)
                .filter(file -> !renamed.apply(file.toString()).equals(file.toString())).toList();
        for (Path file : own) {
            FileUtils.writeStringToFile(new File(renamed.apply(file.toString())), renamed.apply(Files.readString(file)),
                    StandardCharsets.UTF_8);
        }
        String list = Files.readString(layout.stepList());
        int entry = list.indexOf("  - number: " + model.number() + "\n");
        String rest = list.substring(entry, list.indexOf("  - number: ", entry + 1));
        Files.writeString(layout.stepList(), list + renamed.apply(rest));
        List<Step> bonus = DerivedFiles.steps(layout).bonus();
        return bonus.get(bonus.size() - 1);
    }

    /** Removes a step's entry from steps.yaml. */
    private void remove(Step step) {
        String list = Uncheck.apply(Files::readString, layout.stepList());
        int from = list.indexOf("  - number: " + step.number() + "\n");
        int to = list.indexOf("  - number: ", from + 1);
        Uncheck.get(() -> Files.writeString(layout.stepList(), list.substring(0, from) + list.substring(to)));
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
}
