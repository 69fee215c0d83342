package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup.FirstParameters;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;

/** Tests of the comparison with the reference's training. Every value of the reference's has moved by 1. */
class ProofCheckTest {

    private static final Hyperparameters SETTINGS = new Hyperparameters(100, 2, 5, 3, 1, Sampling.SEQUENTIAL, 2, 7);
    private static final int VOCABULARY = 4;

    private final ProofCheck check = new ProofCheck(outcome(1, 20, 10), SETTINGS);

    @Test
    void acceptsParametersInTheBand() {
        Proof proof = check.compare(outcome(1.00049, 20, 10));

        assertThat(proof.passed()).isTrue();
        assertThat(proof.reason()).isEmpty();
        assertThat(proof.difference()).isCloseTo(0.00049, within(1e-6));
    }

    @Test
    void rejectsParametersOutsideTheBand() {
        Proof proof = check.compare(outcome(0.99, 20, 10));

        assertThat(proof.passed()).isFalse();
        assertThat(proof.reason()).isEqualTo("After 2 epochs from the same start and with the same minibatches, the parameters "
                + "are 1.00 % away from the reference's. Rounding explains at most 0.05 %.");
    }

    /** The reference's parameters move from the start, so the start itself is as far away as they have moved. */
    @Test
    void rejectsParametersThatHaveNotMoved() {
        assertThat(check.compare(outcome(0, 20, 10)).difference()).isCloseTo(1, within(1e-6));
    }

    @Test
    void rejectsParametersThatAreNotNumbers() {
        assertThat(check.compare(outcome(Double.NaN, 20, 10)).passed()).isFalse();
    }

    @Test
    void rejectsAReportedPerplexityThatIsWrong() {
        assertThat(check.compare(outcome(1, 20.019, 9.991)).passed()).isTrue();
        for (double wrong : new double[] {10.011, 9.989, Double.NaN, -1}) {
            Proof proof = check.compare(outcome(1, 20, wrong));

            assertThat(proof.passed()).isFalse();
            assertThat(proof.reason()).startsWith("The parameters are the reference's, but step 8 reported a perplexity of ")
                    .endsWith(" for epoch 2. It was 10.000.");
        }
    }

    /** Makes the outcome of a training that has added a number to each value of the first parameters. */
    private static TrainingAnswer outcome(double added, double... perplexities) {
        float[][] values = FirstParameters.draw(SETTINGS.seed(), VOCABULARY, SETTINGS.numHiddens());
        ProbePayload parameters = new ProbePayload();
        IntStream.range(0, values.length).forEach(i -> {
            double[] moved = new double[values[i].length];
            Arrays.setAll(moved, j -> values[i][j] + added);
            parameters.with("parameters " + i, i == 0 ? Tensor.of(moved, VOCABULARY, SETTINGS.numHiddens())
                    : Tensor.of(moved, moved.length));
        });
        List<EpochResult> epochs = Arrays.stream(perplexities).mapToObj(value -> new EpochResult(value, 10, 1)).toList();
        return new TrainingAnswer(epochs, List.of(), "cpu", parameters, null, null, null, null);
    }
}
