package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of a training's summary: it says which model has the perplexity, and what the perplexity means. */
class TrainingReportTest {

    @Test
    void callsTheFullModelsPerplexityFinal() {
        TrainingReport full = report(1.0521, null);

        assertThat(full.summary()).isEqualTo("Final perplexity 1.052 after 300 epochs, 1,000 tokens/s");
        assertThat(full.shortSummary()).isEqualTo("1.052");
        assertThat(full.perplexityName()).isEqualTo("Perplexity");
    }

    @Test
    void givesTheForecastOfAShortTrainingWithItsReason() {
        assertThat(report(1.2564, new PerplexityForecast(true, 2.0, 1.2)).summary()).isEqualTo(
                "Short training: the full training is predicted to pass (perplexity 1.2 or less), "
                        + "because a small model reached 1.256 (2.0 or less) after 300 epochs");
        assertThat(report(2.0004, new PerplexityForecast(false, 2.0, 1.2)).summary()).isEqualTo(
                "Short training: the full training is predicted to fail (perplexity above 1.2), "
                        + "because a small model reached 2.000 (above 2.0) after 300 epochs");
    }

    @Test
    void labelsTheSmallModelsPerplexity() {
        TrainingReport small = report(1.2564, new PerplexityForecast(true, 2.0, 1.2));

        assertThat(small.shortSummary()).isEqualTo("predicted to pass (small model 1.256)");
        assertThat(small.perplexityName()).isEqualTo("Perplexity of a small model");
    }

    private static TrainingReport report(double perplexity, PerplexityForecast prediction) {
        return new TrainingReport(perplexity, null, prediction, 1000, 300, "story", List.of(), List.of(), List.of(), null);
    }
}
