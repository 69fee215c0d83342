package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.TrainingReport.Proof;

/** Tests of a training's summary: it says whether the training was a full one or a proof. */
class TrainingReportTest {

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
