package org.rnnkit.grader.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.testkit.failure.Failure;

/** Tests that the page of every situation shows everything in the report, in its place, and nothing else. */
class ReportPageTest {

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsScoreSubmissionAndExtraPoints(ReportSituation situation) {
        Report report = situation.report();
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
        assertThat(texts(page, "section[aria-labelledby=ignored] li")).containsExactlyElementsOf(
                report.ignored().stream().map(ReportPageTest::oneLine).toList());
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsABoardOfTheStepsAndOneOfTheBonusSteps(ReportSituation situation) {
        Report report = situation.report();
        Document page = page(report);
        page.select("figure.comparison").remove();

        List<List<String>> rows = page.select("tbody tr").stream().map(row -> row.children().eachText()).toList();
        assertThat(rows).containsExactlyElementsOf(report.allSteps().stream()
                .map(step -> List.of(step.number() + ". " + step.title(),
                        sign(step.status().word()) + " " + step.status().word(), step.score() + "/" + step.maxScore()))
                .toList());
        assertThat(page.select("tbody a").eachAttr("href")).containsExactlyElementsOf(
                report.allSteps().stream().map(step -> "#" + step.id()).toList());
        assertThat(page.select("table")).hasSize(report.bonus().isEmpty() ? 1 : 2);
        assertThat(page.select("#bonus").text()).isEqualTo(report.bonus().isEmpty() ? "" : "Bonus steps: "
                + report.getBonusScore() + " of " + report.getBonusMaxScore() + " points");
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsStatusLocationMessagesAndTestsOfEachStep(ReportSituation situation) {
        Report report = situation.report();
        Document page = page(report);

        for (StepReport step : report.allSteps()) {
            Element part = page.getElementById(step.id());
            assertThat(part.hasAttr("open")).as("open").isEqualTo(
                    List.of("failed", "error").contains(step.status().word()));
            assertThat(part.select("> summary").text()).isEqualTo(step.number() + ". " + step.title() + " "
                    + sign(step.status().word()) + " " + step.status().word());
            assertThat(texts(part, "> p code")).containsExactlyElementsOf(
                    step.location() == null ? List.of() : List.of(oneLine(step.location().fileAndLine())));
            Failure failure = step.reason();
            assertThat(lines(part.select("> .cause"))).containsExactlyElementsOf(
                    Stream.of(failure.headline()).filter(text -> !text.isBlank()).toList());
            assertThat(lines(part.select("> pre:not(.code)"))).containsExactlyElementsOf(
                    Stream.of(failure.body(), step.output())
                            .filter(text -> !text.isBlank()).map(String::stripTrailing).toList());
            showsTests(step, part.select(".tests > li"));
        }
    }

    /** The line is marked with an arrow, because a colour alone is not seen by everybody. */
    @Test
    void showsTheStudentsCodeTheDecisionsAndTheCircumstances() {
        Document page = page(ReportSituation.DECISIONS.report());

        Elements code = page.select("#step3state .code .line");
        assertThat(code).hasSize(3);
        assertThat(code.get(1).wholeText()).isEqualTo("→    9          return new NDList(a, <b>);");
        assertThat(code.get(1).classNames()).contains("marked");
        assertThat(code.get(0).wholeText()).isEqualTo("     8      static NDList initialize() {");
        assertThat(page.select("#step3state").text()).contains("ran for 1.234 s");
        assertThat(page.select("header").text()).contains("2 days late: 20 % of 80 points = -16",
                "Deadline 2026-12-01T23:59+01:00, handed in 2026-12-03T09:00+01:00");
        assertThat(page.select("[aria-labelledby=overrides] li").eachText()).containsExactly(
                "step4rnn: 8 points instead of 10. Copied the comment of <b> (Grace)", "step3state: Explained well (Grace)");
        assertThat(page.select("[aria-labelledby=grading]").text()).contains("commit " + "0".repeat(40) + " with changes",
                "--config 'my grading.yaml'");
    }

    private static void showsTests(StepReport step, Elements shown) {
        List<TestReport> tests = step.testsToShow();
        assertThat(shown).hasSize(tests.size());
        for (int i = 0; i < shown.size(); i++) {
            TestReport test = tests.get(i);
            assertThat(shown.get(i).text()).startsWith(oneLine(test.name() + " " + test.status().word() + ", 125 ms"));
            assertThat(shown.get(i).classNames()).containsExactly(test.status().word());
            assertThat(lines(shown.get(i).select("pre"))).as("the test's message").containsExactlyElementsOf(
                    test.message().isBlank() || step.message().startsWith(test.message()) ? List.of()
                            : List.of(test.message().stripTrailing()));
        }
    }

    @ParameterizedTest
    @EnumSource(ReportSituation.class)
    void showsTheTrainingOrTheReasonWhyThereIsNoResult(ReportSituation situation) {
        Report report = situation.report();
        TrainingReport training = report.training();
        Element part = page(report).selectFirst("section[aria-labelledby=training]");

        if (training == null) {
            assertThat(texts(part, "p")).containsExactly(oneLine(report.trainingMessage()));
            assertThat(part.select("svg, a, blockquote")).isEmpty();
        } else {
            assertThat(texts(part, "p").get(0)).isEqualTo(training.summary() + ", on " + training.text() + ".");
            assertThat(texts(part, "blockquote")).containsExactly(training.samples().get(0),
                    training.samples().get(1).strip() + "␣␣␣");
            assertThat(texts(part, "small")).containsExactly("␣ is a space at the end.");
            assertThat(part.select("a").eachAttr("href"))
                    .isEqualTo(training.history() == null ? List.of() : List.of("training.html"));
            List<Double> curve = training.curve();
            assertThat(part.select("svg").attr("aria-label")).isEqualTo(String.format(Locale.ROOT,
                    "Perplexity by epoch: from %.3g to %.3g", curve.get(0), curve.get(curve.size() - 1)));
            assertThat(part.select("polyline").attr("points").split(" "))
                    .hasSize((int) curve.stream().filter(Double::isFinite).count());
        }
    }

    /** The hint and the seed are the same for all tests of a step. */
    @Test
    void saysOncePerStepHowToRepeatItsTests() {
        Element step = page(ReportSituation.WRONG.report()).getElementById("step4rnn");

        assertThat(step.text().split("./rnnkit hint", -1)).hasSize(2);
        assertThat(step.text().split("seed=", -1)).hasSize(2);
    }

    @Test
    void showsTheArraysThatTheMessageIsAbout() {
        Document page = page(ReportSituation.WRONG.report());

        assertThat(page.select("figure.comparison")).hasSize(1);
        assertThat(page.select("#step4rnn > pre + figure.comparison").text()).contains("The new state: 1 of 2 values is wrong",
                "hidden unit →", "NaN wrong").doesNotContain("the logits");
    }

    /** A line of text may end after each folder of a path, but not within a name. */
    @Test
    void keepsTheNamesOfFilesWhole() {
        assertThat(texts(page(ReportSituation.WRONG.report()).getElementById("step4rnn"), "code .part"))
                .containsExactly("exercises/", "src/", "main/", "java/", "org/", "rnnkit/", "step4rnn/",
                        "RnnForward.java:31");
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
