package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.StepShowcase;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.step11embedding.EmbeddingForward;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Step 11 at work: the vectors of the letters after a short training. */
final class EmbeddingForwardShowcase implements StepShowcase {

    /** The size of each vector. */
    static final int EMBED_SIZE = 16;

    private static final int NUM_HIDDENS = TrainingShowcases.NUM_HIDDENS;
    private static final int EPOCHS = 150;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(ShowcaseWorker.SHORT, manager, progress);
    }

    static EmbeddingRows show(double seconds, NDManager manager, Consumer<Object> progress) {
        EmbeddingModel net = new EmbeddingModel(manager);
        return rows(net, TrainingShowcases.train("RNN with an embedding", net, EPOCHS, seconds, manager,
                run -> progress.accept(rows(net, run))));
    }

    private static EmbeddingRows rows(EmbeddingModel net, ShortRun trained) {
        float[] table = ResultChecks.floats(net.table, "The table", Story.vocabSize(), EMBED_SIZE);
        return new EmbeddingRows(Story.tokens(), ResultChecks.rows(table, Story.vocabSize(), EMBED_SIZE),
                new ShortTrainings(List.of(trained)));
    }

    /** A network that reads the rows of a table instead of one-hot vectors. */
    private static final class EmbeddingModel implements LanguageModel {

        private final NDArray table;
        private final NDList network;

        EmbeddingModel(NDManager manager) {
            int vocabSize = Story.vocabSize();
            table = manager.randomNormal(0, 0.1f, new Shape(vocabSize, EMBED_SIZE), DataType.FLOAT32);
            // Step 2's parameters, but with inputs of another size than the outputs.
            NDList inputs = RnnParameters.initialize(manager, EMBED_SIZE, NUM_HIDDENS);
            NDList outputs = RnnParameters.initialize(manager, vocabSize, NUM_HIDDENS);
            network = new NDList(inputs.get(0), inputs.get(1), inputs.get(2), outputs.get(3), outputs.get(4));
            table.setRequiresGradient(true);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            return RnnForward.forward(EmbeddingForward.embed(tokens, table), state, network);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return HiddenState.initialize(manager, batchSize, NUM_HIDDENS);
        }

        @Override
        public NDList parameters() {
            return new NDList(table).addAll(network);
        }
    }
}
