package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;

/** Tests of the files that a grading writes and of those that it deletes before. */
class ReportFilesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void writesEveryFormatAndNothingElse() throws IOException {
        Report report = files(EnumSet.allOf(FormatName.class)).gradeAndWrite(ReportSituation.HOSTILE::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "report.html", "junit.xml", "summary.md",
                "result.json");
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("::error ");
        assertThat(report.steps().get(2).message()).contains("\\ud800");
    }

    @Test
    void writesAndDeletesTheTrainingPageTogetherWithTheReport() throws IOException {
        files(Set.of(FormatName.HTML)).gradeAndWrite(ReportSituation.PASSED::report);
        for (String file : files()) {
            assertThat(HtmlReader.read(Files.readString(folder.resolve(file))).select("a[href$=html]").eachAttr("href"))
                    .as(file).hasSize(1).isSubsetOf(files()).doesNotContain(file);
        }

        files(Set.of(FormatName.HTML)).gradeAndWrite(ReportSituation.TRAINING_FAILED::report);
        assertThat(files()).containsExactly("report.html");
    }

    /** The reports of a class are cached as JSON, and written again if the instructor asks for another format later. */
    @Test
    void makesTheSameTrainingPageFromACachedReport() throws IOException {
        Path cache = folder.resolve("cache.json");
        files(Set.of(FormatName.HTML)).gradeAndWrite(ReportSituation.PASSED::report);
        String page = Files.readString(folder.resolve("training.html"));
        OutputFile.write(ReportSituation.PASSED.report(), cache);

        files(Set.of(FormatName.HTML)).gradeAndWrite(() -> OutputFile.read(cache, Report.class).orElseThrow());

        assertThat(Files.readString(folder.resolve("training.html"))).isEqualTo(page)
                .contains("time traveller", "tokens [2, 3]");
    }

    @Test
    void deletesAnEarlierScoreIfGradingFails() throws IOException {
        files(EnumSet.allOf(FormatName.class)).gradeAndWrite(ReportSituation.PASSED::report);
        GraderException error = new GraderException("no room");

        assertThatThrownBy(() -> files(EnumSet.allOf(FormatName.class)).gradeAndWrite(() -> {
            throw error;
        })).isSameAs(error);
        assertThat(files()).containsExactlyInAnyOrder("junit.xml", "summary.md");
    }

    @Test
    void writesNothingAfterAUsageError() throws IOException {
        assertThatThrownBy(() -> files(EnumSet.allOf(FormatName.class)).gradeAndWrite(() -> {
            throw new UsageException("no such folder");
        })).isInstanceOf(UsageException.class);
        assertThat(files()).isEmpty();
        assertThat(printed.size()).isZero();
    }

    @Test
    void doesNotTouchFilesOfOtherFormats() throws IOException {
        Files.writeString(folder.resolve("junit.xml"), "another program's file");

        files(Set.of(FormatName.JSON)).gradeAndWrite(ReportSituation.PASSED::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "junit.xml");
    }

    private ReportFiles files(Set<FormatName> formats) {
        return new ReportFiles(formats, folder, new PrintStream(printed, true, StandardCharsets.UTF_8),
                Map.of("1. One-hot encoding", new ShapeDrawing("tokens [2, 3]", "<svg/>")));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
