package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Makes the two courses of docs/own-course.md in copies of the kit, and runs there what this page says. */
@Tag("slow")
class OwnCourseTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> LEFT_OUT = Set.of(".git", "kit", "runs", ".rnnkit");

    @TempDir
    private Path copy;

    @Test
    @Tag("thorough")
    void aCourseWithOtherTextsAndPointsIsGreen() throws Exception {
        copyKit();
        Step left = TestSteps.withNumber(12);
        change(new Layout(copy).stepList(), yaml -> excluded(yaml.replace("points: 15\n", "points: 21\n")
                .replace("points: 5\n", "points: 6\n").replace(" title: ", " title: Our ")
                .replaceAll("(hints:\n      - \\|\n        )", "$1Think first. "), List.of(left)));
        for (Step step : Steps.withChapter()) {
            change(new Layout(copy).chapter(step),
                    text -> text.replace("## The idea\n\n", "## The idea\n\nA sentence of our own. "));
        }
        Step quoted = TestSteps.withNumber(3);
        for (Path file : List.of(new Layout(copy).chapter(quoted),
                new Layout(copy).gradedTests(quoted).resolve(Layout.CONTRACT))) {
            change(file, text -> text.replace("random numbers would be noise", "random numbers would say nothing"));
        }

        assertThat(sync()).contains("these texts still name step " + left.number() + ", Our " + left.title()
                + ", which is excluded:",
                "  exercises/src/main/java/org/rnnkit/step13gru/README.md:").doesNotContain(left.id() + ".yaml");
        runTests();
    }

    @Test
    @Tag("thorough")
    void aCourseWithAGivenStepAndWithoutBonusStepsIsGreen() throws Exception {
        copyKit();
        change(new Layout(copy).stepList(), yaml ->
                excluded(yaml.replace("id: step5model\n", "id: step5model\n    given: true\n"), Steps.bonus()));

        assertThat(sync()).contains("written: exercises/" + TestSteps.withNumber(5).sourceFile());
        runTests();
    }

    private static String excluded(String yaml, List<Step> steps) {
        String changed = yaml;
        for (Step step : steps) {
            changed = changed.replace("id: " + step.id() + "\n", "id: " + step.id() + "\n    excluded: true\n");
        }
        return changed;
    }

    private static void change(Path file, UnaryOperator<String> edit) throws IOException {
        String before = Files.readString(file);
        String after = edit.apply(before);
        assertThat(after).as("%s was changed", file).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private void copyKit() throws IOException {
        FileUtils.copyDirectory(KIT.toFile(), copy.toFile(), file -> !file.getName().equals("target")
                && !(file.getParentFile().equals(KIT.toFile()) && LEFT_OUT.contains(file.getName())));
    }

    private String sync() throws Exception {
        return run(copy.resolve(Programs.WINDOWS ? "rnnkit.cmd" : "rnnkit").toString(), "sync");
    }

    private void runTests() throws Exception {
        run(Programs.MAVEN, "-B", "-q", "-o", "verify", "-pl", "cli", "-DexcludedGroups=slow,thorough");
    }

    private String run(String... command) throws IOException, InterruptedException {
        return Programs.run(0, copy, Map.of(), List.of(command));
    }
}
