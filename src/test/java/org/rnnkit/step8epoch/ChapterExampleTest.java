package org.rnnkit.step8epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** A test of the example in chapter 8. */
@Tag("step8")
public class ChapterExampleTest {

    @BeforeEach
    void step7MustBeRight(NDManager manager) {
        EpochTrainingTest.needStep7(manager);
    }

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        Sampling sampling = Sampling.SEQUENTIAL;
        // One minibatch of batchSize 1 and numSteps 3: {0, 1, 2} → {1, 2, 3}; the last 1 is the seed.
        int[] text = {0, 1, 2, 3};
        SequenceDataset dataset = new SequenceDataset(text, 1, 3, sampling, 1);
        // All logits of the 4 tokens are 0: it can only guess.
        LanguageModel net = new BigramModel(manager, 4);
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(1); // learning rate 1

        EpochResult first = EpochTraining.trainEpoch(
                net, dataset.getData(manager), loss, updater, sampling);
        assertThat(first.tokens()).isEqualTo(3);
        assertThat(first.perplexity()).isCloseTo(4, within(1e-4)); // guessing among 4

        EpochResult second = EpochTraining.trainEpoch(
                net, dataset.getData(manager), loss, updater, sampling);
        // 3.1496
        assertThat(second.perplexity()).isCloseTo(1 + 3 * Math.exp(-1 / 3.0), within(1e-4));
        // </example>
    }

    /** The smallest model that learns: the logits after a token are a row of one matrix, zero at first. */
    public static final class BigramModel implements LanguageModel {

        private final NDArray weights;

        /**
         * Makes a model that can only guess.
         *
         * @param manager the owner of the weights
         * @param vocabSize the number of tokens
         */
        public BigramModel(NDManager manager, int vocabSize) {
            weights = manager.zeros(new Shape(vocabSize, vocabSize));
            weights.setRequiresGradient(true);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            NDArray inputs = tokens.transpose().flatten().oneHot((int) weights.getShape().get(0));
            return new RnnOutput(inputs.matMul(weights), new NDList(state.get(0).duplicate()));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, 1)));
        }

        @Override
        public NDList parameters() {
            return new NDList(weights);
        }
    }
}
