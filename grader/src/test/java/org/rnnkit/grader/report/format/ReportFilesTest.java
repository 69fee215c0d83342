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
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.system.OutputFile;

/** The files of a grading are its own, all of them or none. */
class ReportFilesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void writesEveryFormAndNothingElse() throws IOException {
        Report report = results(EnumSet.allOf(FormatName.class)).of(ReportSituation.HOSTILE::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "report.html", "junit.xml", "summary.md", "results.json",
                "result.json");
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("::error ");
        assertThat(report.steps().get(2).message()).contains("\\ud800");
    }

    @Test
    void putsThePageOfTheTrainingBesideTheReportAndTakesItAwayWithIt() throws IOException {
        results(Set.of(FormatName.HTML)).of(ReportSituation.PASSED::report);
        for (String file : files()) {
            assertThat(HtmlReader.read(Files.readString(folder.resolve(file))).select("a[href$=html]").eachAttr("href"))
                    .as(file).hasSize(1).isSubsetOf(files()).doesNotContain(file);
        }

        results(Set.of(FormatName.HTML)).of(ReportSituation.TRAINING_FAILED::report);
        assertThat(files()).containsExactly("report.html");
    }

    /** A class's reports are kept as JSON, and written again where another form is asked for later. */
    @Test
    void makesTheSamePageOfATrainingFromAReportThatWasKept() throws IOException {
        Path kept = folder.resolve("kept.json");
        results(Set.of(FormatName.HTML)).of(ReportSituation.PASSED::report);
        String page = Files.readString(folder.resolve("training.html"));
        OutputFile.write(ReportSituation.PASSED.report(), kept);

        results(Set.of(FormatName.HTML)).of(() -> OutputFile.read(kept, Report.class).orElseThrow());

        assertThat(Files.readString(folder.resolve("training.html"))).isEqualTo(page)
                .contains("time traveller", "tokens [2, 3]");
    }

    @Test
    void leavesNoEarlierMarkWhereThereIsNone() throws IOException {
        results(EnumSet.allOf(FormatName.class)).of(ReportSituation.PASSED::report);
        GraderException trouble = new GraderException("no room");

        assertThatThrownBy(() -> results(EnumSet.allOf(FormatName.class)).of(() -> {
            throw trouble;
        })).isSameAs(trouble);
        assertThat(files()).containsExactlyInAnyOrder("junit.xml", "summary.md", "results.json");
        assertThat(Files.readString(folder.resolve("results.json"))).doesNotContain("score\"");
    }

    @Test
    void leavesAWrongUseToTheCommandLine() throws IOException {
        assertThatThrownBy(() -> results(EnumSet.allOf(FormatName.class)).of(() -> {
            throw new UsageException("no such folder");
        })).isInstanceOf(UsageException.class);
        assertThat(files()).isEmpty();
        assertThat(printed.size()).isZero();
    }

    @Test
    void hasNothingToSayInFormsThatWereNotAskedFor() throws IOException {
        Files.writeString(folder.resolve("junit.xml"), "another's");

        results(Set.of(FormatName.JSON)).of(ReportSituation.PASSED::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "junit.xml");
    }

    private ReportFiles results(Set<FormatName> formats) {
        return new ReportFiles(formats, folder, new PrintStream(printed, true, StandardCharsets.UTF_8),
                Map.of("1. One-hot encoding", "tokens [2, 3]"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
