package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of board, reports and pages with other steps than the kit's, in German: step 5 is given, bonus step 11 is excluded. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class OtherStepsTest {

    private final Map<String, String> parts = new LinkedHashMap<>();

    @BeforeAll
    void run(@TempDir Path folder) throws Exception {
        Path home = Kit.find(Steps.all()).home();
        Files.writeString(folder.resolve("steps.yaml"), otherSteps(Files.readString(home.resolve(
                "testkit/src/main/resources/steps.yaml"))));
        String classPath = folder + File.pathSeparator + System.getProperty("java.class.path");
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Dstdout.encoding=UTF-8", "-Drnnkit.language=de",
                "-Drnnkit.home=" + home), classPath, OtherSteps.class));
        command.add(folder.toString());
        for (String part : Programs.run(0, folder, Map.of(), command).split("(?m)^== ")) {
            parts.put(part.lines().findFirst().orElse(""), part);
        }
    }

    /** Excludes step 11, gives step 5, and changes the points of step 1 and the title of step 7. All else is as in the kit. */
    private static String otherSteps(String yaml) {
        String changed = yaml.replaceAll("(?m)^    (given|excluded): true\n", "");
        for (Step step : Stream.concat(TestSteps.sample(9).stream(), TestSteps.sampleBonus().stream()).toList()) {
            int points = step.number() == 1 ? 25 : step.points();
            String title = step.number() == 7 ? "Shorter gradients" : step.title();
            changed = changed.replaceFirst("(?s)(id: " + step.id() + "\n    title: )[^\n]*(\n.*?points: )\\d+",
                    "$1" + title + "$2" + points);
        }
        changed = changed.replace("id: step5model\n", "id: step5model\n    given: true\n")
                .replace("id: step11embedding\n", "id: step11embedding\n    excluded: true\n");
        assertThat(changed).contains("given: true", "excluded: true", "points: 25", "Shorter gradients");
        return changed;
    }

    @Test
    void boardCountsOnlyTheStepsToWrite() {
        assertThat(parts.get("board")).contains("6 of 8 steps pass", "7  Shorter gradients", "10  Sampling")
                .doesNotContain(" 5  ", "Embedding");
    }

    @Test
    void boardHasTitlesInTheLanguageAndEnglishElsewhere() {
        assertThat(parts.get("board")).contains("3  Anfangszustand", "One-hot encoding", "2 of 3 tests fail",
                "the state has shape (5, 2), expected (2, 5)", "Next: step 1, One-hot encoding");
    }

    @Test
    void reportsHaveTheChangedPointsAndNoGivenStep() {
        assertThat(parts.get("report.json")).contains("\"maxScore\" : 105", "\"title\" : \"Shorter gradients\"")
                .doesNotContain("step5model", "step11embedding");
        assertThat(parts.get("terminal")).contains("0/25", "6 of 8 steps passed, score 75/105, bonus ");
    }

    @Test
    void reportsKeepTheEnglishMessage() {
        assertThat(parts).extractingByKeys("report.json", "report.html", "summary.md", "terminal")
                .allSatisfy(report -> assertThat(report).contains("the state has shape (5, 2), expected (2, 5)"));
    }

    @Test
    void reportPagesMarkTheLanguageOfWhatIsTranslated() {
        assertThat(parts.get("report.html")).contains("<html lang=\"en\">",
                "<h3 lang=\"de\">3. Anfangszustand</h3>", "<h3>1. One-hot encoding</h3>");
    }

    @Test
    void studioListsTheStepsToWrite() {
        assertThat(parts.get("studio")).contains("0 of 8 pass", "data-step=\"4\"", "data-step=\"6\"",
                "<span class=\"name\" lang=\"de\">Anfangszustand</span>").doesNotContain("data-step=\"5\"");
    }
}
