package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the build that a student runs, mvn test -pl exercises, in a copy of the kit. */
@Tag("slow")
class StudentBuildTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "kit", "runs", "grader");

    /** One for all tests: Maven compiles what they share once. */
    @TempDir
    private static Path copy;

    @Test
    void theBoardShowsPassedFailedAndWaitingSteps() throws Exception {
        copyKit();
        write(1, "tokens.transpose()", "tokens");
        write(2, "", "");
        Path second = copy.resolve("exercises").resolve(Steps.all().get(1).sourceFile());
        Files.writeString(second, "// a line that ends in a space \n", StandardOpenOption.APPEND);
        write(9, "", "");
        String output = test(1);
        assertThat(output).contains("1 of " + Steps.all().size() + " steps pass").containsPattern("2  " + title(2) + " +passed")
                .containsPattern("1  " + title(1) + " +\\d+ of \\d+ tests fail")
                .contains("Likely mistake: time is not the first axis:")
                .containsPattern("4  " + title(4) + " +not started").containsPattern("9  " + title(9) + " +waits");
        assertThat(output).as("the failure is told once").containsOnlyOnce("has shape (")
                .containsOnlyOnce("You have 1 Checkstyle violation.")
                .doesNotContain("The line ends in spaces").doesNotContain("\tat org.rnnkit").doesNotContain("Bonus");
        assertEndsRedAfterTheBoard(output);
        assertThat(redReports()).contains("TEST-org.rnnkit.step1onehot.OneHotEncodingTest.xml");
    }

    /** A green build in which no test of a step ran would be the worst result. */
    @Test
    void aBuildWithoutTestResultsIsRedAndSaysWhy() throws Exception {
        copyKit();
        write(9, "", "");
        assertThat(test(1, "-Dgroups=step9")).as("all its tests are skipped").contains("waits for step ")
                .contains("[ERROR] A step that was tested does not pass yet, see the board above.");
        Path test = copy.resolve("src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java");
        Files.writeString(test, Files.readString(test).replaceFirst("class OneHotEncodingTest \\{",
                "$0\n\n    @org.junit.jupiter.api.BeforeEach\n    void end() {\n        System.exit(0);\n    }"));
        assertThat(test(1)).contains("System.exit called?", "org.rnnkit.step1onehot");
        assertThat(test(1, "-Dgroups=4")).contains("No tests were executed!");
    }

    private static String title(int number) {
        return TestSteps.withNumber(number).title();
    }

    /** Replaces a stub by the reference's step with one change. */
    private void write(int number, String piece, String replacement) throws IOException {
        Step step = TestSteps.withNumber(number);
        assertThat(solution(step)).contains(piece);
        Files.writeString(copy.resolve("exercises").resolve(step.sourceFile()), solution(step).replace(piece, replacement));
    }

    private static String solution(Step step) throws IOException {
        return Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
    }

    /** Returns the names of the XML reports that contain a failure. */
    private List<String> redReports() throws IOException {
        List<String> red = new ArrayList<>();
        Path folder = copy.resolve("exercises/target/surefire-reports");
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(folder, "*.xml")) {
            for (Path report : reports) {
                if (Files.readString(report).contains("<failure")) {
                    red.add(report.getFileName().toString());
                }
            }
        }
        return red;
    }

    /** What a student has to read must not scroll away: Maven's own lines after the board are few, and repeat no failure. */
    private static void assertEndsRedAfterTheBoard(String output) {
        String after = output.substring(output.indexOf("hint  ./rnnkit"));
        assertThat(after).contains("[ERROR]", "There are test failures").doesNotContain("Test.", "Tests run:");
        assertThat(after.lines()).hasSizeLessThan(35);
    }

    private String test(int status, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Programs.MAVEN, "-B", "test", "-pl", "exercises"));
        command.addAll(List.of(options));
        return Programs.run(status, copy, Map.of(), command);
    }

    /** Makes the copy once, and puts the stubs back before each test. */
    private static void copyKit() throws IOException {
        if (!Files.exists(copy.resolve("pom.xml"))) {
            FileUtils.copyDirectory(KIT.toFile(), copy.toFile(), file -> !file.getName().equals("target")
                    && !(file.getParentFile().equals(KIT.toFile()) && LEFT_OUT.contains(file.getName())));
            // The parent lists the grader, which a student's command never builds.
            FileUtils.copyFile(KIT.resolve("grader/pom.xml").toFile(), copy.resolve("grader/pom.xml").toFile());
        }
        for (Step step : Steps.withBonus()) {
            Files.writeString(copy.resolve("exercises").resolve(step.sourceFile()),
                    Stub.of(solution(step), step.className(), step.number()));
        }
    }
}
