package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the line about everything that did not pass. */
class ReportTest {

    @Test
    void namesEachFailingStepAndSumsUpTheStubs() {
        assertThat(SampleReport.of("ada", "stub", "wrong; so\nand so\nHint: ./rnnkit hint 2\nAgain with the "
                + "same numbers:\nmvn test -Drnnkit.seed=1", "", "too slow", "stub").failures())
                .isEqualTo("step 2: wrong, so and so; step 4: too slow; not started: 1, 5");
    }

    @Test
    void isEmptyIfAllPassed() {
        assertThat(SampleReport.of("ada", "", "").failures()).isEmpty();
    }

    @Test
    void cutsALongMessageSoThatTheNextStepCanBeSeen() {
        String line = SampleReport.of("ada", "x".repeat(5_000), "second").failures();

        assertThat(line).hasSizeLessThan(300).endsWith("x…; step 2: second");
    }

    @Test
    void namesTheStatusWhereTheCourseShowsNoMessage() {
        assertThat(FeedbackDetail.NONE.apply(SampleReport.of("ada", "wrong")).failures())
                .isEqualTo("step 1: failed");
    }

    @Test
    void namesBonusStepsThatFailed() {
        StepReport wrong = StepReport.of(Steps.bonus().get(0), StepStatus.FAILED, "one row only", List.of());

        assertThat(SampleReport.of("ada", "").withBonus(List.of(wrong)).failures()).isEqualTo("step 10: one row only");
    }
}
