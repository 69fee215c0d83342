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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.GraderTrouble;
import org.rnnkit.grader.error.WrongUse;
import org.rnnkit.grader.report.Report;

/** The files of a grading are its own, all of them or none. */
class ReportFilesTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void writesEveryFormAndNothingElse() throws IOException {
        Report report = results(EnumSet.allOf(Format.class)).of(Situation.HOSTILE::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "report.html", "junit.xml", "summary.md", "results.json",
                "result.json");
        assertThat(printed.toString(StandardCharsets.UTF_8)).startsWith("::error ");
        assertThat(report.steps().get(2).message()).contains("\\ud800");
    }

    @Test
    void putsThePageOfTheTrainingBesideTheReportAndTakesItAwayWithIt() throws IOException {
        results(Set.of(Format.HTML)).of(Situation.PASSED::report);
        assertThat(Files.readString(folder.resolve("training.html"))).isEqualTo("<!DOCTYPE html>");
        assertThat(Files.readString(folder.resolve("report.html"))).contains("href=\"training.html\"");

        results(Set.of(Format.HTML)).of(Situation.TRAINING_FAILED::report);
        assertThat(files()).containsExactly("report.html");
    }

    @Test
    void leavesNoEarlierMarkWhereThereIsNone() throws IOException {
        results(EnumSet.allOf(Format.class)).of(Situation.PASSED::report);
        GraderTrouble trouble = new GraderTrouble("no room");

        assertThatThrownBy(() -> results(EnumSet.allOf(Format.class)).of(() -> {
            throw trouble;
        })).isSameAs(trouble);
        assertThat(files()).containsExactlyInAnyOrder("junit.xml", "summary.md", "results.json");
        assertThat(Files.readString(folder.resolve("results.json"))).doesNotContain("score\"");
    }

    @Test
    void leavesAWrongUseToTheCommandLine() throws IOException {
        assertThatThrownBy(() -> results(EnumSet.allOf(Format.class)).of(() -> {
            throw new WrongUse("no such folder");
        })).isInstanceOf(WrongUse.class);
        assertThat(files()).isEmpty();
        assertThat(printed.size()).isZero();
    }

    @Test
    void hasNothingToSayInFormsThatWereNotAskedFor() throws IOException {
        Files.writeString(folder.resolve("junit.xml"), "another's");

        results(Set.of(Format.JSON)).of(Situation.PASSED::report);

        assertThat(files()).containsExactlyInAnyOrder("report.json", "junit.xml");
    }

    private ReportFiles results(Set<Format> formats) {
        return new ReportFiles(formats, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
