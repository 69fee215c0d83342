package org.rnnkit.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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

/** Tests that the grading of a class survives a kill and grades nothing twice. */
@Tag("slow")
class ClassroomTest {

    @TempDir
    private Path folder;
    private Path inbox;
    private Path out;

    @BeforeEach
    void addSubmissions() {
        inbox = folder.resolve("inbox");
        out = folder.resolve("out");
        TestSubmission.copyTo(inbox.resolve("ada"));
        TestSubmission.copyTo(inbox.resolve("bob")).state("manager.zeros", "manager.ones");
    }

    @Test
    void keepsFinishedReportsWhenItIsKilled() throws IOException, InterruptedException {
        TestSubmission.copyTo(inbox.resolve("carl"));
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drnnkit.home=" + Kit.find(Steps.all()).home(), "-cp", System.getProperty("java.class.path"),
                ClassProcess.class.getName(), inbox.toString(), out.toString())
                .redirectError(folder.resolve("log").toFile()).start();
        String said = process.inputReader().readLine();
        process.destroyForcibly().waitFor();
        assertThat(said).as(Files.readString(folder.resolve("log"))).isEqualTo("one is finished");
        assertThat(out.resolve(".graded/ada/whole.json")).exists();
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
    void gradesOnlyChangedSubmissionsAgain() throws IOException {
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
    void ignoresAnIncompleteOrForeignReport(String content) throws IOException {
        ReportCache cache = new ReportCache(out, "same");
        cache.write(ClassReportTest.report(0, "", "", ""));
        assertThat(cache.read()).isPresent();
        assertThat(new ReportCache(out, "other").read()).isEmpty();

        Files.writeString(out.resolve("whole.json"), content);

        assertThat(cache.read()).isEmpty();
    }

    @Test
    void writesTheAllowedDetailAndReturnsTheWholeReport() throws IOException {
        Report report = ClassReportTest.report(0, "", "wrong", "");
        Report whole = new StudentFeedback(Set.of(FormatName.JSON), FeedbackDetail.NONE, Map.of()).write(out, () -> report);

        assertThat(whole.steps().get(1).message()).isEqualTo("wrong");
        assertThat(out.resolve("report.json")).content().doesNotContain("wrong");
        new StudentFeedback(Set.of(FormatName.JSON, FormatName.JUNIT, FormatName.ANNOTATIONS), FeedbackDetail.NONE,
                Map.of()).writeMissing(out, report);
        assertThat(out).isDirectoryContaining("glob:**/junit.xml");
    }

    @Test
    void givesNoScoreAfterAGraderError() throws IOException {
        Files.createDirectories(out);
        Files.writeString(out.resolve("ada"), "a file where a folder has to be");

        List<ClassResult> results = ClassProcess.grade(inbox, out, "same");

        assertThat(results).extracting(ClassResult::kind).containsExactly(Kind.GRADER_ERROR, Kind.GRADED);
        assertThat(results.get(0).reason()).contains("ada");
    }

    private static FileTime markAsOld(Path file) throws IOException {
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);
        return old;
    }
}
