package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ArrayComparison.Difference;

/** Tests of the line about everything that did not pass, of how the report of a test is stored, and of a training's summary. */
class ReportTest {

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
}
