package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomResult.Kind;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the parts of a class become one table and one page. */
class MergeClassesCommandTest {

    @TempDir
    private Path folder;

    private Path part(String name) {
        Path part = folder.resolve("part-" + name);
        new ClassroomFile(List.of(new ClassroomResult(name, Kind.REFUSED, null, "empty")),
                Map.of(name, List.of(new SourcePrint(6, "the same", 200)))).write(part);
        return part;
    }

    /** The same work is found although the two submissions were graded on different machines. */
    @Test
    void writesOneTableAndOnePageInTheOrderOfTheRoster() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.csv"), "bob,course/bob,main\n\ncy\nada\n");
        Path out = folder.resolve("out");

        assertThat(RnnKit.execute("merge-classes", "--roster", roster.toString(), "--out", out.toString(),
                part("ada").toString(), part("bob").toString(), folder.resolve("lost").toString())).isZero();

        assertThat(Files.readAllLines(out.resolve("scores.csv")).stream().map(line -> line.replaceFirst(",.*", "")))
                .containsExactly("name", "bob", "cy", "ada");
        assertThat(Files.readString(out.resolve("scores.csv"))).contains("There is no result");
        assertThat(Files.readString(out.resolve("same-work.csv"))).contains("\"ada, bob\",,6,200,");
        assertThat(Files.readString(out.resolve("index.html"))).contains("1 without a submission or a result", "ada, bob");
    }

    @Test
    void writesTheGradebookThatGradeAllWrites() throws IOException {
        Path roster = Files.writeString(folder.resolve("roster.csv"), "s1\ns2\n");
        Path students = Files.writeString(folder.resolve("students.csv"), "name,id,grade\nAda,s1,\nBob,s2,\n");
        StepReport passed = StepReport.of(Steps.all().get(0), StepStatus.PASSED, "", List.of());
        Report report = new Report("s1", List.of(passed), List.of(), null, "", List.of(), SampleReport.ISOLATION);
        new ClassroomFile(List.of(ClassroomResult.graded("s1", report)), Map.of()).write(folder.resolve("part"));
        Path out = folder.resolve("out");

        assertThat(RnnKit.execute("merge-classes", "--roster", roster.toString(), "--out", out.toString(), "--gradebook",
                students.toString(), folder.resolve("part").toString())).isZero();

        assertThat(out.resolve("gradebook.csv")).content().isEqualTo("name,id,grade\nAda,s1,10\nBob,s2,\n");
        assertThat(out.resolve("feedback/s1.html")).exists();
    }

    @Test
    void namesARosterThatCannotBeRead() {
        assertThat(RnnKit.execute("merge-classes", "--roster", folder.resolve("none").toString(), "--out",
                folder.resolve("out").toString(), part("ada").toString())).isEqualTo(2);
    }
}
