package org.rnnkit.classroom.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.PointsOverride;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.testkit.steps.Step;

/** Tests of the table and the page of a class. */
public class ClassroomReportTest {

    static final List<Step> STEPS = TestSteps.sample(3);
    private static final ClassroomResult ADA = ClassroomResult.graded("ada", report(1.05, "", "", ""));
    static final ClassroomResult BOB = ClassroomResult.graded("bob <b>",
            report(0, "", "logits: 0.031 at [0, 1]", "wrong, \"so\"\nand so").withEachStep(step -> step.number() != 2 ? step
                    : step.withFailure(step.failure().withSeed(1), STEPS.get(1))));
    private static final ClassroomResult CARL = ClassroomResult.graded("carl", report(0, "", "logits: -7.5e-3 at [4, 2]", ""));
    private static final ClassroomResult DAN = ClassroomResult.refused("dan", "None of the steps is in dan.zip");


    @TempDir
    private Path folder;

    public static Report report(double perplexity, String... messages) {
        return report(perplexity == 0 ? null
                : new TrainingReport(perplexity, 9.5, 1, 500, "story", List.of(), List.of(), null), messages);
    }

    static Report report(TrainingReport training, String... messages) {
        List<StepReport> steps = STEPS.stream().map(step -> StepReport.of(step,
                messages[step.number() - 1].isEmpty() ? StepStatus.PASSED : StepStatus.FAILED, messages[step.number() - 1],
                List.of())).toList();
        List<ExtraPoints> extras = training == null ? List.of() : List.of(new ExtraPoints("Bonus steps", 4, ""));
        return new Report("x", steps, extras, training, "", List.of(), SampleReport.ISOLATION);
    }

    @Test
    void hasALineWithScoresAndAllFailuresForEachSubmission() throws IOException {
        List<CSVRecord> lines = csv(ADA, BOB, DAN);

        assertThat(lines.get(0).values()).containsExactly("name", "total", "max", "step1onehot", "step1onehot status",
                "step2parameters", "step2parameters status", "step3state", "step3state status", "extras",
                "perplexity", "held-out perplexity", "late", "overrides", "message");
        assertThat(lines.get(1).values()).containsExactly("ada", "29", "25", "10", "passed", "10", "passed", "5", "passed",
                "4", "1.05", "9.5", "", "", "");
        assertThat(lines.get(2).values()).containsExactly("bob <b>", "10", "25", "10", "passed", "0", "failed", "0",
                "failed", "0", "", "", "", "", "step 2: logits: 0.031 at [0, 1] | step 3: wrong, \"so\". and so");
        assertThat(lines.get(3).values()).startsWith("dan", "", "").endsWith("None of the steps is in dan.zip").hasSize(15);
    }

    /** Whatever changes a mark beside the results is in the table and on the page. */
    @Test
    void showsLatenessAndChangesByHand() throws IOException {
        String late = "2 days late: 20 % of 25 points = -5";
        Report report = report(0, "", "", "").withDecisions(new Lateness("2026-12-01T23:59Z", null, 2, -5, false, late),
                List.of(new PointsOverride("step1onehot", 3, 10, "=1+1", "Grace")));
        ClassroomResult eve = ClassroomResult.graded("eve", report);

        List<String> cells = List.of(csv(eve).get(1).values());

        assertThat(cells.get(cells.size() - 3)).isEqualTo(late);
        assertThat(cells.get(cells.size() - 2)).isEqualTo("step1onehot: 3 points instead of 10. =1+1 (Grace)");
        assertThat(ClassroomPageTest.group(page(List.of(ADA, eve), List.of()), "1 changed by hand, late, or chosen among "
                + "several")).isEqualTo("eve " + late + " step1onehot: 3 points instead of 10. =1+1 (Grace)");
    }

    @Test
    void roundsPercentagesButNotToAllOrNone() {
        assertThat(ClassroomPage.percent(2, 3)).isEqualTo("67 %");
        assertThat(ClassroomPage.percent(1, 3)).isEqualTo("33 %");
        assertThat(ClassroomPage.percent(199, 200)).isEqualTo("99 %");
        assertThat(ClassroomPage.percent(1, 300)).isEqualTo("1 %");
        assertThat(ClassroomPage.percent(3, 3)).isEqualTo("100 %");
        assertThat(ClassroomPage.percent(0, 3)).isEqualTo("0 %");
    }

    @Test
    void doesNotAddBonusStepsToTheTotal() throws IOException {
        List<Step> bonus = TestSteps.sampleBonus();
        StepReport right = StepReport.of(bonus.get(0), StepStatus.PASSED, "", List.of());
        StepReport wrong = StepReport.of(bonus.get(1), StepStatus.FAILED, "one row only", List.of());
        List<ClassroomResult> results = List.of(
                ClassroomResult.graded("ada", ADA.report().withBonus(List.of(right, wrong))), DAN);

        Document page = page(results, bonus);
        List<CSVRecord> lines = csv(Files.readString(folder.resolve("scores.csv")));

        assertThat(lines.get(0).toList().subList(9, 15)).containsExactly("bonus", "step10sampling", "step10sampling status",
                "step11embedding", "step11embedding status", "extras");
        assertThat(lines.get(1).toList().subList(9, 15)).containsExactly("10", "10", "passed", "0", "failed", "4");
        assertThat(lines.get(1).toList()).startsWith("ada", "29", "25");
        assertThat(lines.get(2).values()).hasSameSizeAs(lines.get(0).values()).endsWith("None of the steps is in dan.zip");
        Elements table = page.select("table").last().select("tr");
        assertThat(table.get(0).children().eachText()).containsExactly("Name", "Score", "Bonus", "1", "2", "3", "10", "11",
                "Perplexity");
        assertThat(table.get(1).children().eachText()).containsExactly("ada", "29/25", "10/20", "✓", "✓", "✓", "✓", "✗",
                "1.050");
        assertThat(table.get(2).children().eachText()).containsExactly("dan", "-", "None of the steps is in dan.zip");
        assertThat(table.get(2).select("[colspan]").attr("colspan")).isEqualTo("7");
        assertThat(page.select(".bars").text()).contains("10 Sampling 100 %");
        assertThat(page.select(".mistakes pre").eachText()).containsExactly("one row only");
    }

    /** A mark by hand without a submission has no bonus steps: each cell stays below its heading. */
    @Test
    void reportsWithAndWithoutBonusStepsHaveTheSameColumns() throws IOException {
        List<Step> bonus = TestSteps.sampleBonus();
        StepReport right = StepReport.of(bonus.get(0), StepStatus.PASSED, "", List.of());
        List<ClassroomResult> results = List.of(ClassroomResult.graded("ada", ADA.report().withBonus(List.of(right))), BOB);

        Document page = page(results, bonus);
        List<CSVRecord> lines = csv(Files.readString(folder.resolve("scores.csv")));

        assertThat(lines.get(1).toList().subList(9, 15)).containsExactly("10", "10", "passed", "", "", "4");
        assertThat(lines.get(2).toList().subList(9, 15)).containsExactly("", "", "", "", "", "0");
        assertThat(lines.get(2).values()).hasSameSizeAs(lines.get(0).values());
        Elements table = page.select("table").last().select("tr");
        assertThat(table.get(1).children()).extracting(Element::text).containsExactly("ada", "29/25", "10/10", "✓", "✓", "✓",
                "✓", "", "1.050");
        assertThat(table.get(2).children()).extracting(Element::text).containsExactly("bob <b>", "10/25", "", "✓", "✗", "✗",
                "", "", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", " =1", "\r\n@x", "\uFF1D1"})
    void writesNoFormulaIntoACell(String name) throws IOException {
        assertThat(csv(ClassroomResult.refused(name, name)).get(1).values()).allSatisfy(cell ->
                assertThat(cell.isEmpty() || cell.startsWith("'")).isTrue());
    }

    /** A spreadsheet in a country with a decimal comma ends a cell at a semicolon. */
    @Test
    void writesNoFormulaAfterASemicolon() throws IOException {
        assertThat(csv(ClassroomResult.refused("ada", "a;=1+1; +2;\u00A0@x;b; c")).get(1).values())
                .endsWith("a;'=1+1; '+2;\u00A0'@x;b; c");
    }

    @Test
    void showsTheWholeClassOnOnePage() throws IOException {
        Files.createDirectories(folder.resolve("ada"));
        Files.writeString(folder.resolve("ada/report.html"), "");
        Files.createDirectories(folder.resolve("bob <b>"));
        Files.writeString(folder.resolve("bob <b>/report.json"), "");

        Document page = page(List.of(ADA, BOB, CARL, DAN), List.of());

        assertThat(page.select("h1 + p").text())
                .isEqualTo("3 of 4 submissions graded, 18.0 of 25 points on average, median 15.0.");
        assertThat(page.select("h2").eachText()).containsExactly("Needs a decision", "Submissions", "Scores",
                "Passed, by step", "Most common mistakes");
        assertThat(page.select("section:first-of-type").text()).contains("1 not taken", "dan None of the steps is in dan.zip");
        assertThat(page.select("header a, table a").eachAttr("href")).containsExactly("scores.csv",
                "./ada/report.html", "./bob%20%3Cb%3E/report.json");
        assertThat(page.select("a[href=''], a:not([href])")).as("carl has no report on the disk").isEmpty();
        assertThat(page.select("table").last().select("tbody th").eachText())
                .containsExactly("ada", "bob <b>", "carl", "dan");
        assertThat(page.select(".mistakes summary").eachText().get(0)).isEqualTo("2 submissions, step 2: logits: 0.031 at "
                + "[0, 1]");
        assertThat(page.select(".mistakes .who").eachText()).containsExactly("bob <b> carl", "bob <b>");
        assertThat(page.select("td span[role=img]").eachAttr("aria-label")).containsExactly("passed", "passed", "passed",
                "passed", "failed", "failed", "passed", "failed", "passed");
        List<List<String>> bars = page.select(".bars").stream().map(bar -> bar.children().eachText()).toList();
        assertThat(bars.get(0)).contains("90 to 100 %").hasSize(10 * 2);
        assertThat(bars.get(1)).contains("1 " + STEPS.get(0).title(), "100 %", "33 % (2 failed)");
        assertThat(page.select("progress").eachAttr("max")).hasSize(10 + 3).doesNotContain("0");
        assertThat(page.select("style").first().data()).contains("prefers-color-scheme");
        assertThat(folder).isDirectoryContaining("glob:**/scores.csv").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void saysThatASubmissionWithoutAMarkIsSetAside() throws IOException {
        ClassroomResult eve = ClassroomResult.setAside("eve", "it failed twice. Disk full.");
        String words = "No mark, because of the grader, not of the submission: it failed twice. Disk full.";

        assertThat(csv(eve).get(1).values()).startsWith("eve", "", "").endsWith(words).hasSize(15);
        Document page = page(List.of(ADA, eve), List.of());
        assertThat(page.select("h1 + p").text()).contains("1 of 2 submissions graded");
        assertThat(page.select("section:first-of-type").text()).contains("1 set aside", "eve " + words);
        assertThat(page.select("tr").last().text()).isEqualTo("eve - " + words);
    }

    @Test
    void saysThatTheClassIsNotCompleteWhileItRuns() throws IOException {
        List<ClassroomResult> results = List.of(ADA, ClassroomResult.beingGraded("eve"), ClassroomResult.waiting("fay"));
        ZonedDateTime time = ZonedDateTime.parse("2026-12-01T10:20:30Z");

        Document running = page(results, List.of(), new ClassroomState(ClassroomPhase.RUNNING, time));
        Document interrupted = page(results, List.of(), new ClassroomState(ClassroomPhase.INTERRUPTED, time));

        assertThat(running.select("meta[http-equiv=refresh]").attr("content")).isEqualTo("5");
        assertThat(running.select("#state").text()).startsWith("Not complete").contains("2026-12-01 10:20:30 Z");
        assertThat(running.select("#summary").text()).contains("1 of 3 submissions graded, 2 not finished");
        assertThat(running.select("tbody tr").eachText()).contains("eve - being graded", "fay - waiting to be graded");
        assertThat(running.text()).doesNotContain("not taken", "set aside");
        assertThat(interrupted.select("#state").text()).startsWith("Not complete: the grading was interrupted at");
        assertThat(interrupted.select("meta[http-equiv=refresh]")).isEmpty();
        Document complete = page(List.of(ADA), List.of());
        assertThat(complete.select("meta[http-equiv=refresh]")).isEmpty();
        assertThat(complete.select("#state").text()).startsWith("Written at");
        assertThat(csv(results.get(1)).get(1).values()).startsWith("eve", "", "").endsWith("being graded");
    }

    @Test
    void showsAClassWithoutReports() throws IOException {
        Document page = page(List.of(DAN), List.of());

        assertThat(page.select("h1 + p").text()).isEqualTo("0 of 1 submission graded.");
        assertThat(page.select(".bars")).isEmpty();
    }

    /** A template escapes all its values except those in $unsafe. */
    @Test
    void templatesEscapeEverything() throws IOException {
        try (Stream<Path> templates = Files.list(Path.of("src/main/jte"))) {
            assertThat(templates).isNotEmpty()
                    .allSatisfy(template -> assertThat(template).content().doesNotContain("$unsafe{"));
        }
    }

    @Test
    void drawsTheCurveOfATraining() throws IOException {
        TrainingReport training = new TrainingReport(1.2, null, 1, 4, "story", List.of(),
                Arrays.asList(30.0, null, Double.NaN, 1.0), null);
        Files.createDirectories(folder.resolve("eve"));
        Files.writeString(folder.resolve("eve/training.html"), "");

        Document page = page(List.of(ClassroomResult.graded("eve", report(training, "", "", "")), ADA), List.of());

        assertThat(page.select("polyline").eachAttr("points")).containsExactly("0,0 60,20");
        assertThat(page.select("td:last-child a").eachAttr("href")).containsExactly("./eve/training.html");
    }

    private Document page(List<ClassroomResult> results, List<Step> bonus) throws IOException {
        return page(results, bonus, ClassroomState.complete());
    }

    private Document page(List<ClassroomResult> results, List<Step> bonus, ClassroomState state) throws IOException {
        return page(new ClassroomReport(new ClassroomSteps(STEPS, bonus), results, List.of(), List.of(), Changes.NONE,
                state), folder);
    }

    static Document page(ClassroomReport report, Path folder) throws IOException {
        return HtmlReader.read(Files.readString(report.write(folder)));
    }

    static List<CSVRecord> csv(ClassroomResult... results) throws IOException {
        return csv(ScoresTable.scores(List.of(results), STEPS, List.of()));
    }

    private static List<CSVRecord> csv(String table) throws IOException {
        try (CSVParser parser = CSVParser.parse(table, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }
}
