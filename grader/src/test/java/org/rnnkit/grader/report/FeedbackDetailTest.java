package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.report.Report.ExtraPoints;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.SourceLocation;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ArrayComparison.Difference;

/** Tests of the details that a report hides from a student. */
class FeedbackDetailTest {

    private static final SourceLocation PLACE = new SourceLocation("A.java", 3);
    private static final TestReport WRONG = new TestReport("gives the state", TestStatus.FAILED, "0.5, expected 0.25", 1);

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
}
