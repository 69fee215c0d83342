package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.KitVersion;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verdict.Seeds;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the repetition of an earlier grading. */
class EarlierReportTest {

    private static final Step THIRD = Steps.all().get(2);
    private static final Kit KIT = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    private static Provenance grading(String kit, String submission, String settings) {
        return new Provenance("", new KitVersion("2", "abc", false, kit), submission, settings, null, "", "", "", "", "", null);
    }

    private static Report report(StepStatus status, String message, Provenance grading) {
        StepReport step = StepReport.of(THIRD, status, message, List.of()).withRun(77L, null, "");
        return new Report("ada", List.of(step), List.of(), null, "", List.of(), SampleReport.ISOLATION).withGrading(grading);
    }

    private EarlierReport earlier(Report report) {
        OutputFile.write(report, folder.resolve("report.json"));
        return EarlierReport.read(folder.resolve("report.json"));
    }

    @Test
    void readsOnlyReportsOfThisVersion() throws IOException {
        Path other = Files.writeString(folder.resolve("other.json"), "[]");
        Path old = Files.writeString(folder.resolve("old.json"), "{\"schema\": \"rnnkit/report/v1\", \"steps\": []}");

        assertThatThrownBy(() -> EarlierReport.read(other)).isInstanceOf(UsageException.class)
                .hasMessageContaining("is not a report that can be read");
        assertThatThrownBy(() -> EarlierReport.read(folder.resolve("none.json"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> EarlierReport.read(old)).isInstanceOf(UsageException.class)
                .hasMessageContaining("was written by another version of the kit: it is a \"rnnkit/report/v1\"");
    }

    /** Until failures were data, a step had only its message, and tests had the arrays. */
    @Test
    void readsAReportWithoutFailuresAsData() throws IOException {
        Path file = folder.resolve("report.json");
        OutputFile.write(report(StepStatus.FAILED, "Likely mistake: a\nh is 1\nHint: ./rnnkit hint 3",
                grading("k", "s", null)), file);
        ObjectNode old = (ObjectNode) new JsonMapper().readTree(file.toFile());
        ObjectNode step = (ObjectNode) old.path("steps").get(0);
        assertThat(step.remove("failure")).isNotNull();
        step.putArray("tests").addObject().put("name", "b").put("status", "failed").put("message", "h is 1").put("seconds", 1)
                .putObject("comparison").putArray("slips").add("a");
        Files.writeString(file, old.toString());

        EarlierReport read = EarlierReport.read(file);
        assertThat(read.report().steps().get(0).reason().headline()).isEqualTo("Likely mistake: a");
        assertThat(read.compare(read.report())).last().isEqualTo("Every step has the same result as then.");
    }

    @Test
    void drawsTheSameNumbers() {
        try {
            earlier(report(StepStatus.FAILED, "wrong", grading("k", "s", null))).useSeeds();

            assertThat(System.getProperty(Seeds.PROPERTY + "." + THIRD.id())).isEqualTo("77");
        } finally {
            System.clearProperty(Seeds.PROPERTY + "." + THIRD.id());
        }
    }

    @Test
    void needsTheSameKitAndSettings() {
        EarlierReport other = earlier(report(StepStatus.FAILED, "wrong", grading("other", "s", null)));
        assertThatThrownBy(() -> other.requireKit(KIT)).isInstanceOf(UsageException.class)
                .hasMessageContaining("was made with the kit other, and this is another one")
                .hasMessageContaining("build the kit again from the commit abc");
        assertThatThrownBy(() -> other.requireSettings(grading("k", "s", "123")))
                .hasMessageContaining("was made without a grading.yaml. Leave out --config.");
        EarlierReport same = earlier(report(StepStatus.FAILED, "wrong", grading(KIT.built().hash(), "s", "123")));
        assertThatCode(() -> same.requireKit(KIT)).doesNotThrowAnyException();
        assertThatCode(() -> same.requireSettings(grading("k", "s", "123"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> same.requireSettings(grading("k", "s", null)))
                .hasMessageContaining("SHA-256 is 123. Give it with --config.");
    }

    @Test
    void showsBothResultsOfEachStep() {
        EarlierReport earlier = earlier(report(StepStatus.FAILED, "x is 0.5", grading("k", "s", null)));
        int points = THIRD.points();

        assertThat(earlier.compare(report(StepStatus.FAILED, "x is 0.75", grading("k", "s", null)))).containsExactly(
                "Step  then                 now", String.format("   3  %-20s failed, 0 of %d",
                "failed, 0 of " + points, points),
                "Every step has the same result as then.");
        assertThat(earlier.compare(report(StepStatus.PASSED, "", grading("k", "other", null)))).containsExactly(
                "The sources are other ones than those of the report.", "Step  then                 now",
                String.format("   3  %-20s %-20s another result", "failed, 0 of " + points,
                        "passed, " + points + " of " + points),
                "Another result than then: step 3.");
    }
}
