package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining;
import org.rnnkit.learner.worker.MemoryWorker.SmallTraining.SmallTrainingResult;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.LanguageModel;

/** Tests of the small training. */
class SmallTrainingTest {

    private static final int VOCAB_SIZE = 5;
    private static final int HIDDENS = 8;
    /** One minibatch an epoch, with any offset. */
    private static final int[] TOKENS =
            IntStream.range(0, (SmallTraining.BATCH_SIZE + 1) * SmallTraining.NUM_STEPS).map(i -> 1 + i % 4).toArray();

    private static LanguageModel model(NDManager manager, float outputScale) {
        Engine.getInstance().setRandomSeed(3);
        LanguageModel net = new RnnModelScratch(manager, VOCAB_SIZE, HIDDENS, RnnParameters::initialize,
                HiddenState::initialize, RnnForward::forward);
        for (NDArray parameter : net.parameters()) {
            try (NDArray values = parameter.stopGradient()) {
                values.muli(outputScale);
            }
        }
        return net;
    }

    private static double length(NDList before, NDList after) {
        double squares = 0;
        for (int i = 0; i < before.size(); i++) {
            squares += Math.pow(after.get(i).sub(before.get(i)).norm().getFloat(), 2);
        }
        return Math.sqrt(squares);
    }

    private static double stepLength(boolean clipped) {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = model(manager, 200);
            NDList before = new NDList(net.parameters().stream().map(NDArray::duplicate).toList());
            SmallTrainingResult result = new SmallTraining(net, clipped, manager).train(TOKENS, 1, () -> { });
            assertThat(result.updates()).isEqualTo(1);
            assertThat(result.longGradients()).isEqualTo(1);
            double length = length(before, net.parameters());
            if (!clipped) {
                assertThat(length).isCloseTo(SmallTraining.LEARNING_RATE * result.largestNorm(), within(1e-3 * length));
            }
            return length;
        }
    }

    @Test
    void makesNoLongerStepThanClippingAllows() {
        double longest = SmallTraining.LEARNING_RATE * SmallTraining.CLIPPED_AT;
        assertThat(stepLength(true)).isCloseTo(longest, within(1e-3));
        assertThat(stepLength(false)).isGreaterThan(2 * longest);
    }

    @Test
    void learnsAndReportsEachEpoch() {
        try (NDManager manager = NDManager.newBaseManager()) {
            AtomicInteger epochs = new AtomicInteger();
            SmallTrainingResult result = new SmallTraining(model(manager, 1), true, manager)
                    .train(TOKENS, 30, epochs::incrementAndGet);
            assertThat(result.perplexity()).as("guessing between the four characters gives 4").isLessThan(3);
            assertThat(epochs).hasValue(30);
        }
    }

    @Test
    void leavesNothingOnTheManager() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = model(manager, 1);
            SmallTraining training = new SmallTraining(net, true, manager);
            int before = manager.getManagedArrays().size();
            training.train(TOKENS, 3, () -> { });
            assertThat(manager.getManagedArrays()).hasSize(before);
        }
    }

    @Test
    void computesNoFurtherEpochAfterALossThatIsNotFinite() {
        try (NDManager manager = NDManager.newBaseManager()) {
            LanguageModel net = model(manager, Float.NaN);
            AtomicInteger epochs = new AtomicInteger();
            SmallTrainingResult result = new SmallTraining(net, false, manager).train(TOKENS, 5, epochs::incrementAndGet);
            assertThat(result.updates()).isEqualTo(1);
            assertThat(result.perplexity()).isNaN();
            assertThat(epochs).hasValue(5);
        }
    }
}
