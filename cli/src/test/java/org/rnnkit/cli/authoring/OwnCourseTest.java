package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Makes the changes of docs/own-course.md in a copy of the kit, runs sync, and then the tests that depend on the steps. */
@Tag("slow")
class OwnCourseTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final String TEXTS = "testkit/src/main/resources";

    private static final Set<String> LEFT_OUT = Set.of(".git", "runs", ".rnnkit", "kit");

    /** The folders in target/ with compiled files that tests read in the kit's folder. */
    private static final Set<String> COMPILED = Set.of("classes", "test-classes");

    /** The words in a test that depends on the list of steps or on a chapter. */
    private static final Pattern DEPENDS = Pattern.compile("\\bSteps;|\\bTestSteps\\b|README\\.md|steps\\.yaml");
    private static final Pattern SLOW = Pattern.compile("(?m)^@Tag\\(\"(slow|thorough)\"\\)");

    @TempDir
    private Path copy;

    /** A change of the page. */
    enum Change {
        POINTS, TITLES_AND_HINTS, SENTENCES_OF_CHAPTERS, STEP_GIVEN, BONUS_STEP_EXCLUDED, ALL_BONUS_STEPS_EXCLUDED
    }

    @Test
    @Tag("thorough")
    void theKitChecksItselfWithOtherPointsAndTextsAStepGivenAndAStepExcluded() throws Exception {
        copyKit();
        for (Change change : List.of(Change.POINTS, Change.TITLES_AND_HINTS, Change.SENTENCES_OF_CHAPTERS, Change.STEP_GIVEN,
                Change.BONUS_STEP_EXCLUDED)) {
            make(change);
        }
        assertThat(sync()).contains("these texts still name step 12, Backward by hand, changed, which is excluded:",
                "  exercises/src/main/java/org/rnnkit/step13gru/README.md:", "deleted: .run/Step 12.run.xml")
                .doesNotContain("step12backward.yaml");

        runTests("cli", "KitTest", "WaysInTest", "KitTextsTest", "SiteLeaksTest");
        runTests("grader", "StudentBoardTest", "IntakeTest", "ConfigSchemaTest");
        runTests("learner", "CourseSiteTest", "QuizTest");
    }

    @Tag("thorough")
    @ParameterizedTest
    @EnumSource
    void everyTestThatDependsOnTheStepsPassesAfter(Change change) throws Exception {
        copyKit();
        make(change);
        sync();

        SoftAssertions everyModule = new SoftAssertions();
        for (String module : List.of("testkit", "grader", "classroom", "learner", "cli")) {
            everyModule.assertThatCode(() -> runTests(module, dependent(module))).as(module).doesNotThrowAnyException();
        }
        everyModule.assertAll();
    }

    private void copyKit() throws IOException {
        Files.walkFileTree(KIT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                Path place = KIT.relativize(folder);
                return LEFT_OUT.contains(place.getName(0).toString())
                        || folder.getParent().endsWith("target") && !COMPILED.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path place = copy.resolve(KIT.relativize(file).toString());
                Files.createDirectories(place.getParent());
                Files.copy(file, place);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void make(Change change) throws IOException {
        Path list = copy.resolve(TEXTS).resolve("steps.yaml");
        String before = Files.readString(list);
        String yaml = before;
        switch (change) {
            case POINTS -> Files.writeString(list, yaml.replace("points: 15\n", "points: 21\n")
                    .replace("points: 5\n", "points: 6\n"));
            case TITLES_AND_HINTS -> Files.writeString(list, yaml.replaceAll("(title: .*)", "$1, changed")
                    .replaceAll("(hints:\n      - \\|\n        )", "$1Think first. "));
            case SENTENCES_OF_CHAPTERS -> {
                for (Step step : Steps.withChapter()) {
                    Path chapter = new Layout(copy).chapter(step);
                    String lesson = Files.readString(chapter);
                    // Beside the sentences of contract.yaml, which must change in both places.
                    Files.writeString(chapter, lesson.replace("## The idea\n\n", "## The idea\n\nA sentence of our own. "));
                    assertThat(chapter).content().isNotEqualTo(lesson);
                }
            }
            case STEP_GIVEN -> Files.writeString(list, yaml.replace("id: step5model\n", "id: step5model\n    given: true\n"));
            case BONUS_STEP_EXCLUDED -> Files.writeString(list, excluded(yaml, "step12backward"));
            case ALL_BONUS_STEPS_EXCLUDED -> {
                for (Step step : Steps.bonus()) {
                    yaml = excluded(yaml, step.id());
                }
                Files.writeString(list, yaml);
            }
            default -> throw new IllegalArgumentException(change.name());
        }
        assertThat(list).content().as("the change was made").satisfies(after ->
                assertThat(after.equals(before)).isEqualTo(change == Change.SENTENCES_OF_CHAPTERS));
    }

    private static String excluded(String yaml, String id) {
        return yaml.replace("id: " + id + "\n", "id: " + id + "\n    excluded: true\n");
    }

    private String sync() throws Exception {
        return run(copy, RnnKit.class, "sync");
    }

    private void runTests(String module, String... classes) throws Exception {
        run(copy.resolve(module), TestRun.class, Stream.of(classes).map(name -> fullName(module, name)).toArray(String[]::new));
    }

    /** Returns the simple names of the module's fast tests whose source names the steps or a chapter. */
    private String[] dependent(String module) {
        return sources(module).stream().filter(file -> {
            String source = read(file);
            return DEPENDS.matcher(source).find() && !SLOW.matcher(source).find();
        }).map(file -> file.getFileName().toString().replace(".java", "")).toArray(String[]::new);
    }

    private String fullName(String module, String name) {
        Path file = sources(module).stream().filter(source -> source.endsWith(name + ".java")).findFirst().orElseThrow();
        return copy.resolve(module).resolve("src/test/java").relativize(file).toString().replace(".java", "")
                .replace(File.separatorChar, '.');
    }

    private List<Path> sources(String module) {
        try (Stream<Path> files = Files.walk(copy.resolve(module).resolve("src/test/java"))) {
            return files.filter(file -> file.toString().endsWith("Test.java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program in a folder of the copy, with the copy's list of steps, and returns what it printed. */
    private String run(Path folder, Class<?> program, String... arguments) throws Exception {
        byte[] yaml = Files.readAllBytes(copy.resolve(TEXTS).resolve("steps.yaml"));
        // In target/, where a jar counts as a module of the kit and not as a library.
        Path list = Files.write(Path.of("target/own-course.jar").toAbsolutePath(),
                WorkerJar.pack(Map.of("steps.yaml", yaml)));
        Files.write(copy.resolve("testkit/target/classes/steps.yaml"), yaml);
        // The tests of these modules are not on the class path of this one.
        String classPath = Stream.of(list, System.getProperty("java.class.path"), KIT.resolve("testkit/target/test-classes"),
                KIT.resolve("classroom/target/test-classes")).map(Object::toString)
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Dstdout.encoding=UTF-8", "-Djava.awt.headless=true",
                "-Drnnkit.home=" + copy), classPath, program));
        command.addAll(List.of(arguments));
        Path output = copy.resolve("output.txt");
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        assertThat(process.waitFor()).as(() -> read(output)).isZero();
        return read(output);
    }

    /** A program that runs test classes and ends with status 1 if one of their tests fails, or none has run. */
    static final class TestRun {

        private TestRun() {}

        /** Runs the classes whose names are the arguments. */
        public static void main(String[] classes) {
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request()
                    .selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
                    .filters(TagFilter.excludeTags("slow", "thorough")).build(), summary);
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            summary.getSummary().getFailures().forEach(failure -> out.println(failure.getTestIdentifier().getUniqueId() + "\n"
                    + failure.getException()));
            out.println(summary.getSummary().getTestsSucceededCount() + " tests passed");
            System.exit(summary.getSummary().getTotalFailureCount() > 0 || summary.getSummary().getTestsSucceededCount() == 0
                    ? 1 : 0);
        }
    }
}
