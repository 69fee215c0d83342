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

/** Tests of board, reports and pages with other points and titles than the kit's. */
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
        List<String> command = new ArrayList<>(JvmCommand.of(List.of("-Dstdout.encoding=UTF-8",
                "-Drnnkit.home=" + home), classPath, OtherSteps.class));
        command.add(folder.toString());
        for (String part : Programs.run(0, folder, Map.of(), command).split("(?m)^== ")) {
            parts.put(part.lines().findFirst().orElse(""), part);
        }
    }

    /** Changes the points of step 1 and the title of step 7. All else is as in the kit. */
    private static String otherSteps(String yaml) {
        String changed = yaml;
        for (Step step : Stream.concat(TestSteps.sample(9).stream(), TestSteps.sampleBonus().stream()).toList()) {
            int points = step.number() == 1 ? 25 : step.points();
            String title = step.number() == 7 ? "Shorter gradients" : step.title();
            changed = changed.replaceFirst("(?s)(id: " + step.id() + "\n    title: )[^\n]*(\n.*?points: )\\d+",
                    "$1" + title + "$2" + points);
        }
        assertThat(changed).contains("points: 25", "Shorter gradients");
        return changed;
    }

    @Test
    void boardHasTheTitle() {
        assertThat(parts.get("board")).contains("7 of 9 steps pass", "7  Shorter gradients", "10  Sampling",
                "2 of 3 tests fail", "the state has shape (5, 2), expected (2, 5)", "Next: step 1, One-hot encoding");
    }

    @Test
    void reportsHaveThePoints() {
        assertThat(parts.get("report.json")).contains("\"maxScore\" : 115", "\"title\" : \"Shorter gradients\"");
        assertThat(parts.get("terminal")).contains("0/25", "7 of 9 steps passed, score 85/115, bonus ");
    }

    @Test
    void studioHasTheTitle() {
        assertThat(parts.get("studio")).contains("0 of 9 pass", "<span class=\"name\">Shorter gradients</span>");
    }
}
