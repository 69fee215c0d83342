package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.ArrayComparison.Difference;

/** Tests of how the report of a test is stored. */
class TestReportTest {

    @Test
    void keepsItsArrays() throws JsonProcessingException {
        TestReport report = new TestReport("gives the state", TestStatus.FAILED, "wrong", 1, ArrayComparison.ofValues(
                "h", List.of("unit"), List.of(), new long[] {2}, new Difference(new double[] {1, 2},
                        new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, i -> true)));

        assertThat(Messages.JSON.readValue(Messages.JSON.writeValueAsString(report), TestReport.class)).isEqualTo(report);
    }

    /** Checkpoints and caches may come from a grader that had no arrays yet. */
    @Test
    void isReadWithoutArrays() throws JsonProcessingException {
        TestReport report = new TestReport("gives the state", TestStatus.FAILED, "wrong", 1);
        String json = Messages.JSON.writeValueAsString(report);

        assertThat(json).doesNotContain("comparison");
        assertThat(Messages.JSON.readValue(json, TestReport.class)).isEqualTo(report);
    }
}
