package org.rnnkit.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.classroom.ClassResult.Kind;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.testkit.steps.Steps;

/** A class is graded whatever comes between, and nothing twice. */
class ClassroomTest {

    @TempDir
    private Path folder;
    private Path inbox;
    private Path out;

    @BeforeEach
    void handIn() {
        inbox = folder.resolve("inbox");
        out = folder.resolve("out");
        TestSubmission.copyTo(inbox.resolve("ada"));
        TestSubmission.copyTo(inbox.resolve("bob")).state("manager.zeros", "manager.ones");
    }

    @Test
    void losesNothingThatWasFinishedWhenItIsKilled() throws IOException, InterruptedException {
        TestSubmission.copyTo(inbox.resolve("carl"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drnnkit.home=" + Kit.find(Steps.all()).home(), "-cp", System.getProperty("java.class.path"),
                ClassProcess.class.getName(), inbox.toString(), out.toString())
                .redirectErrorStream(true).redirectOutput(new File(folder.toFile(), "log")).start();
        Path first = out.resolve(".graded/ada/whole.json");
        while (!Files.exists(first) && process.isAlive()) {
            Thread.sleep(20);
        }
        process.destroyForcibly().waitFor();
        assertThat(first).as(Files.readString(folder.resolve("log"))).exists();
        assertThat(out.resolve("carl/report.json")).doesNotExist();
        FileTime finished = markAsOld(out.resolve("ada/report.json"));

        List<ClassResult> results = ClassProcess.grade(inbox, out, "same");

        assertThat(results).extracting(result -> result.report().steps().get(0).status())
                .containsExactly(StepStatus.PASSED, StepStatus.FAILED, StepStatus.PASSED);
        assertThat(Files.getLastModifiedTime(out.resolve("ada/report.json"))).isEqualTo(finished);
        assertThat(List.of("ada", "bob", "carl")).allSatisfy(name -> {
            assertThat(out.resolve(name).toFile().list()).containsExactly("report.json");
            assertThat(out.resolve(".graded").resolve(name).toFile().list()).containsExactly("whole.json");
        });
    }

    @Test
    void gradesAgainOnlyWhatHasChanged() throws IOException {
        Files.writeString(inbox.resolve("dan.zip"), "no archive");
        assertThat(ClassProcess.grade(inbox, out, "same")).extracting(ClassResult::kind)
                .containsExactly(Kind.GRADED, Kind.GRADED, Kind.REFUSED);
        FileTime old = markAsOld(out.resolve("ada/report.json"));
        Files.writeString(inbox.resolve("bob/src/main/java/org/rnnkit/step3state/HiddenState.java"), "class {");

        List<ClassResult> results = ClassProcess.grade(inbox, out, "same");

        assertThat(Files.getLastModifiedTime(out.resolve("ada/report.json"))).isEqualTo(old);
        assertThat(results.get(1).report().steps().get(0).status()).isEqualTo(StepStatus.ERROR);
        assertThat(results.get(2).reason()).contains("dan.zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"half"})
    void takesNoReportThatIsNotWhole(String content) throws IOException {
        ReportCache kept = new ReportCache(out, "same");
        kept.keep(ClassReportTest.report(0, "", "", ""));
        assertThat(kept.report()).isPresent();
        assertThat(new ReportCache(out, "other").report()).isEmpty();

        Files.writeString(out.resolve("whole.json"), content);

        assertThat(kept.report()).isEmpty();
    }

    @Test
    void handsOutWhatACourseWantsAndKeepsTheWholeForItself() throws IOException {
        Report report = ClassReportTest.report(0, "", "wrong", "");
        Report whole = new StudentFeedback(Set.of(FormatName.JSON), FeedbackDetail.NONE, Map.of()).write(out, () -> report);

        assertThat(whole.steps().get(1).message()).isEqualTo("wrong");
        assertThat(out.resolve("report.json")).content().doesNotContain("wrong");
        new StudentFeedback(Set.of(FormatName.JSON, FormatName.JUNIT, FormatName.ANNOTATIONS), FeedbackDetail.NONE,
                Map.of()).complete(out, report);
        assertThat(out).isDirectoryContaining("glob:**/junit.xml");
    }

    @Test
    void countsTroubleOfItsOwnAsNobodysMark() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("ada"), "a file where a folder has to be");

        List<ClassResult> results = ClassProcess.grade(inbox, out, "same");

        assertThat(results).extracting(ClassResult::kind).containsExactly(Kind.TROUBLE, Kind.GRADED);
        assertThat(results.get(0).reason()).contains("ada");
    }

    private static FileTime markAsOld(Path file) throws IOException {
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);
        return old;
    }
}
