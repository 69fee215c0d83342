package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.Updaters;

/** The computed numbers and claims of chapter 5's questions. */
final class Step5Checks {


    private Step5Checks() {}

    static Numbers twoCallsGiveTheSameLogits(NDManager manager) {
        int first = 20;
        int second = 15;
        int length = first + second;
        RnnModelScratch net = new RnnModelScratch(manager, 4, 6, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        NDArray text = manager.create(new Draw(4, "text").tokens(1, length, 4));
        NDArray all = net.forward(text, net.beginState(manager, 1)).logits();
        RnnOutput begin = net.forward(text.get(":, :" + first), net.beginState(manager, 1));
        RnnOutput end = net.forward(text.get(":, " + first + ":"), begin.state());
        float[] parts = begin.logits().concat(end.logits()).toFloatArray();
        assertThat(parts).containsExactly(all.toFloatArray(), within(1e-6f));
        return Numbers.text(length, first, second, length).choice(first).choice(length).choice();
    }

    static Numbers smallStateIsSpreadOverAllRows(NDManager manager) {
        int batchSize = 32;
        NDArray weights = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
        NDArray state = manager.create(new float[][] {{0.5f, -1}});
        NDArray inputs = manager.ones(new Shape(batchSize, 2));
        NDArray sum = inputs.matMul(weights).add(state.matMul(weights)); // does not throw
        NDArray repeated = inputs.matMul(weights).add(state.repeat(0, batchSize).matMul(weights));
        assertThat(sum).isEqualTo(repeated);
        int rows = (int) state.getShape().get(0);
        return Numbers.text(batchSize, rows).choice().choice().choice(sum.getShape().get(0));
    }

    static Numbers forwardChangesNothing(NDManager manager) {
        RnnModelScratch net = new RnnModelScratch(manager, 4, 6, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        NDArray tokens = manager.create(new int[][] {{1, 2, 3}});
        NDList state = net.beginState(manager, 1);
        float[] first = net.forward(tokens, state).logits().toFloatArray();
        net.forward(manager.create(new int[][] {{3, 3}}), net.beginState(manager, 1));
        assertThat(net.forward(tokens, state).logits().toFloatArray()).isEqualTo(first);
        return Numbers.text();
    }

    static Numbers secondBiasAddsNoPower(NDManager manager) {
        int concise = new ConciseRnnModel(manager, 4, 6).parameters().size();
        int own = RnnParameters.initialize(manager, 4, 6).size();
        Parameters p = Parameters.draw(new Draw(1, "bias"), 4, 5);
        double[] second = new Draw(2, "bias").vector(5);
        double[][] x = {{0, 1, 0, 0}};
        double[][] h = {second};
        double[][] two = Matrix.plus(Rnn.sum(x, h, p), second);
        double[] sum = Matrix.plus(new double[][] {p.bH()}, second)[0];
        double[][] one = Rnn.sum(x, h, new Parameters(p.wXh(), p.wHh(), sum, p.wHq(), p.bQ()));
        assertThat(one[0]).containsExactly(two[0], within(1e-12));
        return Numbers.text(concise, own);
    }

    static Numbers newParametersNeverLearn(NDManager manager) {
        String text = TextSource.embedded().characters();
        var vocabulary = CharacterVocabulary.of(text);
        int vocabSize = (int) vocabulary.size();
        RnnModelScratch net = new RnnModelScratch(manager, vocabSize, 8, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        LanguageModel forgetful = new LanguageModel() {
            @Override
            public RnnOutput forward(NDArray tokens, NDList state) {
                return net.forward(tokens, state);
            }

            @Override
            public NDList beginState(NDManager owner, int batchSize) {
                return net.beginState(owner, batchSize);
            }

            @Override
            public NDList parameters() {
                return RnnParameters.initialize(manager, vocabSize, 8);
            }
        };
        int[] tokens = CharacterVocabulary.indices(vocabulary, text.substring(0, 2_000));
        SequenceDataset dataset = new SequenceDataset(tokens, 8, 20, Sampling.RANDOM, 1);
        for (int epoch = 0; epoch < 3; epoch++) {
            double perplexity = EpochTraining.trainEpoch(forgetful, dataset.getData(manager),
                    Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), dataset.sampling()).perplexity();
            assertThat(perplexity).isCloseTo(vocabSize, within(0.1));
        }
        return Numbers.text(vocabSize);
    }
}
