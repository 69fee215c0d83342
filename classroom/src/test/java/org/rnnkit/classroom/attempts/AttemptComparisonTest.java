package org.rnnkit.classroom.attempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.attempts.AttemptComparison.StepChange;
import org.rnnkit.classroom.attempts.AttemptComparison.StepChange.Kind;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.system.OutputFile;

/** Tests of the comparison of two attempts. */
class AttemptComparisonTest {

    private static final Report BEFORE = SampleReport.of("ada", "", "off by 0.31 at [0, 1]", "stub", "too slow", "stub");
    private static final Report AFTER = SampleReport.of("ada", "shape <b>", "off by 7e-3 at [4, 2]", "", "wrong sign", "stub");

    private static AttemptComparison compare(Report before, Report after) {
        return AttemptComparison.of(before, after);
    }

    private static Map<String, Report> grading(String name, Report report, Object... others) {
        Map<String, Report> all = new TreeMap<>();
        all.put(name, report);
        for (int i = 0; i < others.length; i += 2) {
            all.put((String) others[i], (Report) others[i + 1]);
        }
        return all;
    }

    @TempDir
    private Path folder;

    @Test
    void showsWhatGotWorseFirst() {
        AttemptComparison comparison = compare(BEFORE, AFTER);

        assertThat(comparison.steps()).extracting(step -> step.after().number() + " " + step.kind())
                .containsExactly("1 WORSE", "3 BETTER", "4 OTHER", "2 SAME", "5 SAME");
        assertThat(comparison.changes()).extracting(StepChange::kind).containsExactly(Kind.WORSE, Kind.BETTER, Kind.OTHER);
    }

    @Test
    void takesTheWayToThePointsIntoAccount() {
        List<StepChange> steps = compare(SampleReport.of("x", "stub", "wrong"), SampleReport.of("x", "wrong", "stub"))
                .steps();

        assertThat(steps).extracting(step -> step.after().number() + " " + step.kind())
                .containsExactly("2 WORSE", "1 BETTER");
    }

    /** A third of 10 points is 3, and a third of 20 is 6: both are rounded down. */
    @Test
    void aStepThatIsWorthOtherPointsIsNeitherWorseNorBetter() {
        Report after = withPoints(BEFORE, 20, 20);
        Report third = withPoints(BEFORE, 3, 10);

        assertThat(compare(BEFORE, after).changes()).isEmpty();
        assertThat(compare(withPoints(BEFORE, 10, 10), withPoints(BEFORE, 9, 10)).changes()).extracting(StepChange::kind)
                .containsOnly(Kind.WORSE);
        assertThat(compare(third, withPoints(BEFORE, 6, 20)).changes()).isEmpty();
        assertThat(compare(third, withPoints(BEFORE, 9, 20)).changes()).extracting(StepChange::kind)
                .containsOnly(Kind.BETTER);
        assertThat(ClassroomComparison.of(grading("ada", BEFORE), grading("ada", after)).lines())
                .contains("+10  ada: 10/50 before, 20/60 now.");
    }

    /** Gives the first step, which passed, other points. */
    private static Report withPoints(Report report, int score, int maxScore) {
        return report.withEachStep(step -> step.number() == 1 ? step.withPoints(score, maxScore) : step);
    }

    @Test
    void writesATableAndTheReasonsForATerminal() {
        assertThat(compare(BEFORE, AFTER).lines()).containsSubsequence(
                "Before: 1 of 5 steps passed, score 10/50", "Now:    1 of 5 steps passed, score 5/50",
                "   1  passed 10/10       failed 0/10        worse", "   3  not-started 0/5    passed 5/5         better",
                "Step 1, One-hot encoding: worse", "  now:    shape <b>", "Step 4, The RNN step: other reason",
                "  before: too slow", "  now:    wrong sign");
    }

    @Test
    void comparesThePerplexities() {
        TrainingReport training = new TrainingReport(10.5, null, null, 1, 8, "story", List.of(), List.of(), List.of(), null);

        assertThat(compare(BEFORE, AFTER).remarks()).isEmpty();
        assertThat(compare(BEFORE, AFTER.withTraining(training, "")).remarks())
                .containsExactly("Perplexity: no training before, 10.500 now.");
    }

    @Test
    void saysWhatCannotBeCompared() {
        assertThat(compare(BEFORE, SampleReport.of("bob", "")).remarks()).containsExactly(
                "The names differ: ada and bob.", "The points that are possible differ: 50 and 10.",
                "Step 2 was not graded in the newer attempt.", "Step 3 was not graded in the newer attempt.",
                "Step 4 was not graded in the newer attempt.", "Step 5 was not graded in the newer attempt.");
    }

    @Test
    void saysWhetherTheSourcesChanged() throws IOException {
        Path first = reportWithSources("a", "0a1b");
        Path second = reportWithSources("b", "0a1c");

        assertThat(AttemptComparison.of(AttemptReader.read(first), AttemptReader.read(first)).remarks())
                .containsExactly("The sources are the same.");
        assertThat(AttemptComparison.of(AttemptReader.read(first), AttemptReader.read(second)).remarks())
                .containsExactly("The sources changed.");
    }

    private Path reportWithSources(String name, String hash) throws IOException {
        Path file = folder.resolve(name).resolve("report.json");
        OutputFile.write(BEFORE, file);
        Files.writeString(file, Files.readString(file)
                .replaceFirst("\\{", "{\"grading\": {\"submission\": \"" + hash + "\"},"));
        return file;
    }

    @Test
    void hasAPage() throws IOException {
        Document page = HtmlReader.read(compare(BEFORE, AFTER).html());

        assertThat(page.select("tbody tr").first().children().eachText())
                .containsExactly("1. One-hot encoding", "worse", "✓ passed", "10/10", "✗ failed", "0/10");
        assertThat(page.select("h3").eachText()).containsExactly("Step 1, worse", "Step 4, other reason");
        assertThat(page.select("pre").eachText()).containsExactly("shape <b>", "too slow", "wrong sign");
    }

    @Test
    void listsTheStudentsOfAClassWhoseMarkChanged() throws IOException {
        Report same = SampleReport.of("same", "off by 1");
        ClassroomComparison comparison = ClassroomComparison.of(
                grading("ada", BEFORE, "bob <b>", AFTER, "same", same, "gone", same),
                grading("ada", AFTER, "bob <b>", BEFORE, "same", SampleReport.of("same", "off by 2"), "new", same));

        assertThat(comparison.lines()).containsExactly("2 submissions changed, 1 did not.",
                "-5  ada: 10 before, 5 now. 1 worse (passed, now failed); 3 better (not-started, now passed); 4 other reason",
                "+5  bob <b>: 5 before, 10 now. 3 worse (passed, now not-started); 1 better (failed, now passed); "
                + "4 other reason", "Only in the older grading: gone", "Only in the newer grading: new");
        Document page = HtmlReader.read(comparison.html());
        assertThat(page.select("tbody th").eachText()).containsExactly("ada", "bob <b>");
        assertThat(page.select("tbody tr").first().select(".number").eachText()).containsExactly("10", "5", "-5");
    }

    @Test
    void readsReportsOfOneStudentAndOfAClass() {
        OutputFile.write(BEFORE, folder.resolve("ada/report.json"));
        OutputFile.write(AFTER, folder.resolve("bob/report.json"));
        OutputFile.write(AFTER, folder.resolve(".graded/carl/report.json"));
        OutputFile.write("x", folder.resolve("scores.csv"));

        assertThat(AttemptReader.isOneAttempt(folder)).isFalse();
        assertThat(AttemptReader.isOneAttempt(folder.resolve("ada"))).isTrue();
        assertThat(AttemptReader.read(folder.resolve("ada"))).isEqualTo(BEFORE);
        assertThat(AttemptReader.read(folder.resolve("ada/report.json"))).isEqualTo(BEFORE);
        assertThat(AttemptReader.readClassroom(folder)).containsOnlyKeys("ada", "bob");
    }

    @Test
    void saysWhatIsNoReport() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{\"steps\": [{}]}");

        assertThatThrownBy(() -> AttemptReader.read(file)).isInstanceOf(UsageException.class)
                .hasMessageContaining("is not a report of this kit");
        Files.writeString(file, "no JSON");
        assertThatThrownBy(() -> AttemptReader.read(folder)).hasMessageContaining("is not a report of this kit");
        assertThatThrownBy(() -> AttemptReader.read(folder.resolve("x"))).hasMessageContaining("There is no");
        assertThatThrownBy(() -> AttemptReader.isOneAttempt(folder.resolve("x"))).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> AttemptReader.readClassroom(Files.createDirectory(folder.resolve("y"))))
                .hasMessageContaining("There is no report in");
    }
}
