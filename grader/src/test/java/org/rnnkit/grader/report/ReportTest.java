package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.SourceLocation;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ArrayComparison.Difference;

/** Tests of a report's words, of the detail that a student sees, and of text that is safe in every format. */
class ReportTest {

    private static final SourceLocation PLACE = new SourceLocation("A.java", 3);
    private static final TestReport WRONG = new TestReport("gives the state", TestStatus.FAILED, "0.5, expected 0.25", 1);

    @Test
    void namesEachFailingStepAndSumsUpTheStubs() {
        assertThat(SampleReport.of("ada", "stub", "wrong; so\nand so\nHint: ./rnnkit hint 2\nAgain with the "
                + "same numbers:\nmvn test -Drnnkit.seed=1", "", "too slow", "stub").failures())
                .isEqualTo("step 2: wrong; so. and so | step 4: too slow | not started: 1, 5");
    }

    @Test
    void isEmptyIfAllPassed() {
        assertThat(SampleReport.of("ada", "", "").failures()).isEmpty();
    }

    @Test
    void cutsALongMessageSoThatTheNextStepCanBeSeen() {
        String line = SampleReport.of("ada", "x".repeat(5_000), "second").failures();

        assertThat(line).hasSizeLessThan(300).endsWith("x… | step 2: second");
    }

    @Test
    void namesTheStatusWhereTheCourseShowsNoMessage() {
        assertThat(FeedbackDetail.NONE.apply(SampleReport.of("ada", "wrong")).failures())
                .isEqualTo("step 1: failed");
    }

    @Test
    void namesBonusStepsThatFailed() {
        StepReport wrong = StepReport.of(TestSteps.sampleBonus().get(0), StepStatus.FAILED, "one row only", List.of());

        assertThat(SampleReport.of("ada", "").withBonus(List.of(wrong)).failures()).isEqualTo("step 10: one row only");
    }

    @Test
    void keepsTheArraysOfATest() throws JsonProcessingException {
        TestReport report = new TestReport("gives the state", TestStatus.FAILED, "wrong", 1, ArrayComparison.ofValues(
                "h", List.of("unit"), List.of(), new long[] {2}, new Difference(new double[] {1, 2},
                        new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, i -> true)));

        assertThat(Messages.JSON.readValue(Messages.JSON.writeValueAsString(report), TestReport.class)).isEqualTo(report);
    }

    /** A cache may come from a grader that had no arrays yet. */
    @Test
    void readsATestWithoutArrays() throws JsonProcessingException {
        TestReport report = new TestReport("gives the state", TestStatus.FAILED, "wrong", 1);
        String json = Messages.JSON.writeValueAsString(report);

        assertThat(json).doesNotContain("comparison");
        assertThat(Messages.JSON.readValue(json, TestReport.class)).isEqualTo(report);
    }

    @Test
    void callsTheFullTrainingsPerplexityFinal() {
        TrainingReport full = report(1.0521, null);

        assertThat(full.summary()).isEqualTo("Final perplexity 1.052; the submission reports 300 epochs at 1,000 tokens/s");
        assertThat(full.shortSummary()).isEqualTo("1.052");
        assertThat(full.perplexityName()).isEqualTo("Perplexity");
    }

    @Test
    void saysThatAProofPassed() {
        TrainingReport proved = report(8.4321, new Proof(true, 1e-6, 0.001, ""));

        assertThat(proved.summary()).isEqualTo("Proof of training passed: after 3 epochs from the same start, the parameters "
                + "are the reference's, so the full training ends where the reference's ends");
        assertThat(proved.shortSummary()).isEqualTo("proof passed");
        assertThat(proved.perplexityName()).isEqualTo("Perplexity after only 3 epochs");
    }

    @Test
    void saysWhyAProofFailed() {
        TrainingReport proved = report(8.4321, new Proof(false, 1.4, 0.001, "They differ. A lot."));

        assertThat(proved.summary()).isEqualTo("Proof of training failed. They differ. A lot");
        assertThat(proved.shortSummary()).isEqualTo("proof failed");
    }

    private static TrainingReport report(double perplexity, Proof proof) {
        return new TrainingReport(perplexity, null, proof, 1000, proof == null ? 300 : 3, "story", List.of(), List.of(),
                List.of(), null);
    }

    @Test
    void doesNotChangeAFullReport() {
        Report report = report(step(StepStatus.FAILED, "0.5, expected 0.25", IndependentCheck.PASSED, WRONG));

        assertThat(FeedbackDetail.FULL.apply(report)).isSameAs(report);
    }

    @Test
    void keepsTestNamesAndOneLineOfTheMessage() {
        StepReport step = cut(step(StepStatus.FAILED, "the state: 0.5 at [0], expected 0.25 (shape (3))\nmore",
                IndependentCheck.PASSED, WRONG));

        assertThat(step.message()).isEqualTo("the state: 0.5 at [0]");
        assertThat(step.location()).isEqualTo(PLACE);
        assertThat(step.output()).isEmpty();
        assertThat(step.tests()).containsExactly(new TestReport("gives the state", TestStatus.FAILED, "", 1));
    }

    /** The right values are in the arrays, too. */
    @Test
    void hidesTheArrays() {
        TestReport compared = WRONG.withComparison(ArrayComparison.ofValues("the state", List.of("unit"), List.of(),
                new long[] {2}, new Difference(new double[2], new double[] {0, 1}, i -> i == 1)));
        StepReport whole = step(StepStatus.FAILED, "0.5, expected 0.25", IndependentCheck.PASSED, compared);

        assertThat(whole.comparison()).isNotNull();
        assertThat(cut(whole).tests()).extracting(TestReport::comparison).containsOnlyNulls();
        assertThat(cut(whole).comparison()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            the state has shape (2, 3), expected (3, 2) | the state has shape (2, 3)
            predict("x", 3) gives "xab", | predict("x", 3) gives "xab"
            parameters() must be the same (expected 5 arrays) | parameters() must be the same
            epoch 2 came first; expected 1 | epoch 2 came first
            clip returned null | clip returned null
            IllegalStateException: unexpected | IllegalStateException: unexpected
            """)
    void hidesExpectedValues(String message, String cut) {
        assertThat(cut(step(StepStatus.FAILED, message, IndependentCheck.PASSED, WRONG)).message()).isEqualTo(cut);
    }

    /** The word "expected" in a compiler's message does not come before an expected value. */
    @Test
    void keepsTheCompilersMessage() {
        assertThat(cut(step(StepStatus.ERROR, "A.java:3: ';' expected", IndependentCheck.notRun("x"))).message())
                .isEqualTo("A.java:3: ';' expected");
    }

    @Test
    void cutsLongMessagesAfterTwoHundredCharacters() {
        assertThat(cut(step(StepStatus.FAILED, "x".repeat(201), IndependentCheck.PASSED, WRONG)).message())
                .isEqualTo("x".repeat(200) + "…");
    }

    @Test
    void hidesTheValuesOfTheIndependentCheck() {
        StepReport step = cut(step(StepStatus.FAILED, "Not right for other values: 2.5 must be 0.25",
                IndependentCheck.failed("2.5 must be 0.25"), new TestReport("gives the state", TestStatus.PASSED, "", 1)));

        assertThat(step.message() + step.check().message()).isNotBlank().doesNotContain("0.25");
        assertThat(step.check().status()).isEqualTo(CheckStatus.FAILED);
    }

    @Test
    void reducesAReportToStatusAndScore() {
        Report report = FeedbackDetail.NONE.apply(report(step(StepStatus.FAILED, "message",
                IndependentCheck.failed("secret"), WRONG)));

        assertThat(report.steps()).containsExactly(new StepReport("step1onehot", 1, "One-hot encoding",
                StepStatus.FAILED, 0, 10, "", null, new IndependentCheck(CheckStatus.FAILED, ""), null, "", List.of(),
                null, null, null));
        assertThat(report.extras()).containsExactly(new ExtraPoints("Style", 1, 2, ""));
        assertThat(report.trainingMessage()).isEqualTo("There is no training.");
    }

    private static StepReport cut(StepReport step) {
        return FeedbackDetail.CUT.apply(report(step)).steps().get(0);
    }

    private static Report report(StepReport step) {
        return new Report("x", List.of(step), List.of(new ExtraPoints("Style", 1, 2, "a\nb")), null, "no\nreason",
                List.of(), SampleReport.ISOLATION);
    }

    private static StepReport step(StepStatus status, String message, IndependentCheck check, TestReport... tests) {
        return new StepReport("step1onehot", 1, "One-hot encoding", status, 0, 10, message, PLACE, check, null, "printed",
                List.of(tests), null, null, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tabs\tand\nlines\n", "größer, 漢字, עברית, \uD83D\uDE00", "\uE000"})
    void doesNotChangeVisibleText(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void escapesInvisibleCharacters() {
        assertThat(Printable.of("\0\u001B\u0085\u202E\uD800x\uDC00\uFFFF\u2028\uD834\uDD73"))
                .isEqualTo("\\u0000\\u001b\\u0085\\u202e\\ud800x\\udc00\\uffff\\u2028\\u{1d173}");
    }

    @Test
    void replacesOtherLineEnds() {
        assertThat(Printable.of("a\r\nb\rc")).isEqualTo("a\nb\\u000dc");
    }

    @Test
    void treatsNullAsEmpty() {
        assertThat(Printable.of((String) null)).isEmpty();
    }

    @Test
    void shortensThePathsOfACommand() {
        assertThat(Printable.withoutFolders("./rnnkit grade '../in box/Zoë O'\\''Neil' --config /home/a/grading.yaml --bonus"))
                .isEqualTo("./rnnkit grade 'Zoë O'\\''Neil' --config grading.yaml --bonus");
    }

    @Test
    void joinsLinesAndTextsAsSentences() {
        assertThat(Printable.oneLine("Likely mistake: tanh is missing\n logits:  -1.4\n")).isEqualTo(
                "Likely mistake: tanh is missing. logits: -1.4");
        assertThat(Printable.joined(Stream.of("98 points lost.", "", "step 7: wrong", "not started: 9"))).isEqualTo(
                "98 points lost. step 7: wrong | not started: 9");
    }

    @Test
    void saysHowManyNamesAreNotListed() {
        List<String> names = List.of("ada", "bob", "carl");

        assertThat(Printable.list(names, 100)).isEqualTo("ada; bob; carl");
        assertThat(Printable.list(names, 8)).isEqualTo("ada; bob; and 1 more");
        assertThat(Printable.list(names, 1)).as("at least one").isEqualTo("ada; and 2 more");
        assertThat(Printable.list(List.of(), 1)).isEmpty();
    }

    @Test
    void makesLinesThatGitHubDoesNotReadAsCommands() {
        assertThat(Printable.line("  ::stop-commands::x\n", 100)).isEqualTo("  : :stop-commands::x ");
        assertThat(Printable.line("\t::a::b ##[error]c", 100)).isEqualTo(" : :a::b ## [error]c");
        assertThat(Printable.line(" \u00A0\u3000::a::b", 100)).isEqualTo(" \u00A0\u3000: :a::b");
        assertThat(Printable.line("12345", 3)).isEqualTo("123…");
    }
}
