package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Tests of the exercise for Artemis: its repositories, and a build in the folders that Artemis makes of them. */
@Tag("slow")
class ArtemisExerciseTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final int FINISHED = 4;
    /** The test cases differ only in the step, and each starts the engine: a step of each kind is enough. */
    private static final List<Step> RUN = List.of(Steps.all().get(0), Steps.all().get(FINISHED - 1),
            Steps.all().get(FINISHED));
    private static final String CASES = "src/test/java/org/rnnkit/artemis";

    @TempDir
    private static Path folder;

    private static Path exercise;

    @BeforeAll
    static void write() {
        exercise = folder.resolve("exercise");
        assertThat(RnnKit.execute("handout", exercise.toString(), "--layout", "artemis")).isZero();
    }

    @Test
    void onlyTheSolutionHasTheReference() throws IOException {
        assertThat(exercise.toFile().list()).containsExactlyInAnyOrder("template", "tests", "solution",
                "problem-statement.md");
        assertThat(new SolutionLeaks(KIT).findIn(exercise.resolve("template"))).isEmpty();
        assertThat(new SolutionLeaks(KIT).findIn(exercise.resolve("tests"))).isEmpty();
        for (Step step : Steps.withBonus()) {
            assertThat(exercise.resolve("template/exercises").resolve(step.sourceFile())).content()
                    .contains("NotImplementedYet");
            assertThat(exercise.resolve("solution/exercises").resolve(step.sourceFile())).content()
                    .doesNotContain("NotImplementedYet", "<solution");
        }
        assertThat(exercise.resolve("template/.git")).as("Artemis has its own").doesNotExist();
    }

    @Test
    void theProblemStatementHasATaskForEachTestCase() throws IOException {
        try (Stream<Path> files = Files.list(exercise.resolve("tests").resolve(CASES))) {
            List<Path> cases = files.toList();
            assertThat(cases).hasSameSizeAs(Steps.all());
            assertThat(Steps.all()).allMatch(step -> cases.stream().anyMatch(file -> isCaseOf(file, step)));
        }
        List<String> tasks = Files.readString(exercise.resolve("problem-statement.md")).lines()
                .filter(line -> line.contains("[task]")).toList();
        assertThat(tasks).hasSize(Steps.all().size());
        for (Step step : Steps.all()) {
            assertThat(tasks.get(Steps.all().indexOf(step))).endsWith("[task][" + step.title() + "](" + step.id() + ")");
        }
    }

    @Test
    void anUnknownLayoutIsAUsageError() {
        assertThat(RnnKit.execute("handout", folder.resolve("other").toString(), "--layout", "moodle")).isEqualTo(2);
        assertThat(folder.resolve("other")).doesNotExist();
    }

    /**
     * Artemis puts the tests at the top and the student's repository into assignment/. Here four steps are finished, and the
     * student has tried to replace the class that runs the tests.
     */
    @Test
    @Tag("thorough")
    void finishedStepsPassAndStubsFail() throws Exception {
        Path work = folder.resolve("work");
        FileUtils.copyDirectory(exercise.resolve("tests").toFile(), work.toFile());
        try (Stream<Path> cases = Files.list(work.resolve(CASES))) {
            for (Path testCase : cases.filter(file -> RUN.stream().noneMatch(step -> isCaseOf(file, step))).toList()) {
                Files.delete(testCase);
            }
        }
        FileUtils.copyDirectory(exercise.resolve("template/exercises").toFile(), work.resolve("assignment/exercises").toFile());
        for (Step step : Steps.all().subList(0, FINISHED)) {
            Files.copy(exercise.resolve("solution/exercises").resolve(step.sourceFile()),
                    work.resolve("assignment/exercises").resolve(step.sourceFile()), StandardCopyOption.REPLACE_EXISTING);
        }
        Programs.write(work.resolve("assignment/exercises/src/main/java/org/rnnkit/testkit/board/WholeStep.java"),
                "package org.rnnkit.testkit.board; public class WholeStep { public static void run(String id) { } }");

        String log = Programs.run(1, work, Map.of(), List.of(Programs.MAVEN, "-B", "clean", "test"));

        Map<String, Boolean> passed = results(work.resolve("target/surefire-reports"));
        assertThat(passed.keySet()).as(log).containsExactlyElementsOf(RUN.stream().map(Step::id).toList());
        for (Step step : RUN) {
            assertThat(passed.get(step.id())).as(step.id()).isEqualTo(Steps.all().indexOf(step) < FINISHED);
        }
    }

    private static boolean isCaseOf(Path file, Step step) {
        return Uncheck.get(() -> Files.readString(file)).contains("void " + step.id() + "()");
    }

    /** Reads the results as Artemis does: from each test case its name, and whether it failed. */
    private static Map<String, Boolean> results(Path reports) throws Exception {
        Map<String, Boolean> passed = new TreeMap<>();
        for (File report : reports.toFile().listFiles((place, name) -> name.endsWith(".xml"))) {
            NodeList cases = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report)
                    .getElementsByTagName("testcase");
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                boolean right = test.getElementsByTagName("failure").getLength() == 0;
                assertThat(passed.put(test.getAttribute("name"), right)).isNull();
            }
        }
        return passed;
    }
}
