package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.report.TrainingReport.Proof;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.ProofCheck.ReferenceTraining;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup.FirstParameters;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;

/** Tests of the reference's training and of the comparison with it. Every value of the reference's has moved by 1. */
class ProofCheckTest {

    private static final TrainingAnswer TRAINED = new TrainingAnswer(List.of(), List.of(), "cpu", null, null, null, null,
            null);
    private static final Hyperparameters SETTINGS = new Hyperparameters(100, 2, 5, 3, 1, Sampling.SEQUENTIAL, 2, 7);
    private static final int VOCABULARY = 4;

    private final ProofCheck check = new ProofCheck(outcome(1, 20, 10), SETTINGS);
    private final AtomicInteger runs = new AtomicInteger();

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

    @Test
    void runsOnceForAllSubmissions() {
        ReferenceTraining reference = counted(() -> TRAINED);

        for (int i = 0; i < 3; i++) {
            assertThat(ReferenceTraining.await(reference.start())).isSameAs(TRAINED);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void runsAgainAfterAFailure() {
        ReferenceTraining reference = counted(() -> {
            if (runs.get() == 1) {
                throw new IllegalStateException("no memory");
            }
            return TRAINED;
        });

        assertThatThrownBy(() -> ReferenceTraining.await(reference.start())).isInstanceOf(GraderException.class)
                .hasMessageContaining("The reference's training failed").hasMessageContaining("no memory");
        assertThat(ReferenceTraining.await(reference.start())).isSameAs(TRAINED);
    }

    @Test
    void keepsTheKindOfAnError() {
        assertThatThrownBy(() -> ReferenceTraining.await(counted(() -> {
            throw new UsageException("no GPU");
        }).start())).isInstanceOf(UsageException.class).hasMessage("no GPU");
        assertThatThrownBy(() -> ReferenceTraining.await(counted(() -> {
            throw new GraderException("the disk is full");
        }).start())).isInstanceOf(GraderException.class).hasMessage("the disk is full");
    }

    private ReferenceTraining counted(Supplier<TrainingAnswer> training) {
        return new ReferenceTraining(() -> {
            runs.incrementAndGet();
            return training.get();
        });
    }
}
