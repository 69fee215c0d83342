package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.TrainingReport;

/** Tests that the page of every situation shows everything in the report, in its place, and nothing else. */
class ReportPageTest {

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsScoreSubmissionAndExtraPoints(ReportSituation situation) {
        Report report = Printable.of(situation.report());
        Document page = page(report);

        String score = report.getScore() + "/" + report.getMaxScore();
        assertThat(page.title()).isEqualTo(oneLine(report.submission() + ": " + score));
        assertThat(page.select("h1").text()).isEqualTo(report.getScore() + " of " + report.getMaxScore() + " points");
        assertThat(page.select("header code").text()).isEqualTo(oneLine(report.submission()));
        assertThat(page.select("header").text()).contains(
                report.steps().size() - report.notPassed().size() + " of 9 steps passed");
        assertThat(page.select("footer").text()).contains(report.isolation().kind().word(), report.isolation().description());
        assertThat(texts(page, "section[aria-labelledby=extras] li")).containsExactlyElementsOf(
                report.extras().stream().map(extra -> extra.name() + ": " + extra.summary()).toList());
        assertThat(texts(page, ".remarks li")).containsExactlyElementsOf(
                report.training() == null ? List.of() : report.training().remarks());
        assertThat(texts(page, "section[aria-labelledby=ignored] li")).containsExactlyElementsOf(
                report.ignored().stream().map(ReportPageTest::oneLine).toList());
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsABoardOfTheStepsAndOneOfTheBonusSteps(ReportSituation situation) {
        Report report = Printable.of(situation.report());
        Document page = page(report);

        List<List<String>> rows = page.select("tbody tr").stream().map(row -> row.children().eachText()).toList();
        assertThat(rows).containsExactlyElementsOf(report.allSteps().stream().map(step -> List.of(
                step.number() + ". " + step.title(), sign(step.status().word()) + " " + step.status().word(),
                check(step), step.score() + "/" + step.maxScore())).toList());
        assertThat(page.select("tbody a").eachAttr("href")).containsExactlyElementsOf(
                report.allSteps().stream().map(step -> "#" + step.id()).toList());
        assertThat(page.select("table")).hasSize(report.bonus().isEmpty() ? 1 : 2);
        assertThat(page.select("#bonus").text()).isEqualTo(report.bonus().isEmpty() ? "" : "Bonus steps: "
                + report.getBonusScore() + " of " + report.getBonusMaxScore() + " points");
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsStatusLocationMessagesAndTestsOfEachStep(ReportSituation situation) {
        Report report = Printable.of(situation.report());
        Document page = page(report);

        for (StepReport step : report.allSteps()) {
            Element part = page.getElementById(step.id());
            assertThat(part.hasAttr("open")).as("open").isEqualTo(
                    List.of("failed", "error").contains(step.status().word()));
            assertThat(part.select("summary").text()).isEqualTo(step.number() + ". " + step.title() + " "
                    + sign(step.status().word()) + " " + step.status().word());
            assertThat(texts(part, "> p code")).containsExactlyElementsOf(
                    step.location() == null ? List.of() : List.of(oneLine(step.location().fileAndLine())));
            assertThat(lines(part.select("> pre"))).containsExactlyElementsOf(
                    Stream.of(step.message(), step.check().message(), step.output()).filter(text -> !text.isBlank())
                            .map(String::stripTrailing).toList());
            assertThat(part.select("> p span").hasClass("passed")).isEqualTo(check(step).equals("✓ passed"));
            showsTests(step, part.select(".tests > li"));
        }
    }

    private static void showsTests(StepReport step, Elements shown) {
        List<TestReport> tests = step.testsToShow();
        assertThat(shown).hasSize(tests.size());
        for (int i = 0; i < shown.size(); i++) {
            TestReport test = tests.get(i);
            assertThat(shown.get(i).text()).startsWith(oneLine(test.name() + " " + test.status().word() + ", 0.13 s"));
            assertThat(shown.get(i).hasClass("passed")).isEqualTo(test.passed());
            assertThat(lines(shown.get(i).select("pre"))).as("the test's message").containsExactlyElementsOf(
                    test.message().isBlank() || test.message().equals(step.message()) ? List.of()
                            : List.of(test.message().stripTrailing()));
        }
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsTheTrainingOrTheReasonWhyThereIsNoResult(ReportSituation situation) {
        Report report = Printable.of(situation.report());
        TrainingReport training = report.training();
        Element part = page(report).selectFirst("section[aria-labelledby=training]");

        if (training == null) {
            assertThat(texts(part, "p")).containsExactly(oneLine(report.trainingMessage()));
            assertThat(part.select("svg, a, blockquote")).isEmpty();
        } else {
            assertThat(texts(part, "p").get(0)).isEqualTo(training.summary() + ", on " + training.text() + ".");
            assertThat(texts(part, "blockquote")).containsExactlyElementsOf(training.samples());
            assertThat(part.select("a").eachAttr("href")).containsExactly("training.html");
            assertThat(part.select("svg").attr("aria-label"))
                    .isEqualTo(training.perplexityName() + " by epoch: from 27.9 to 1.05");
            // The perplexity of one of the nine epochs is NaN.
            assertThat(part.select("polyline").attr("points").split(" ")).hasSize(8);
        }
    }

    @Test
    void saysThatAReportWithoutReferenceIsNotAMark() {
        Report report = ReportSituation.PASSED.report();
        Report feedback = new Report(report.submission(), report.steps(), report.extras(), report.training(), "", List.of(),
                false, report.isolation());

        assertThat(page(feedback).select("header").text()).contains("feedback, not a mark");
        assertThat(page(report).text()).doesNotContain("feedback");
    }

    private static Document page(Report report) {
        return HtmlReader.read(FormatName.HTML.format().render(report));
    }

    private static String sign(String status) {
        return switch (status) {
            case "passed" -> "✓";
            case "not-started" -> "○";
            default -> "✗";
        };
    }

    private static String check(StepReport step) {
        String status = step.check().status().word();
        return status.equals("not-run") ? "not run" : sign(status) + " " + status;
    }

    private static List<String> texts(Element part, String selector) {
        return part.select(selector).eachText();
    }

    private static List<String> lines(Elements blocks) {
        return blocks.stream().map(Element::wholeText).toList();
    }

    /** Replaces every run of white space by one space, as HTML does outside of {@code <pre>}. */
    private static String oneLine(String text) {
        return text.replaceAll("[ \\t\\n]+", " ").strip();
    }
}
