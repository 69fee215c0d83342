package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.rnnkit.step11embedding.EmbeddingForward;
import org.rnnkit.step2parameters.RnnParameters;

/** The computed numbers and claims of chapter 11's questions. */
final class Step11Checks {

    private Step11Checks() {}

    static Numbers onlyRowsLookedUpGetAGradient(NDManager manager) {
        int rows = 5;
        int[] tokens = {3, 1, 3};
        NDArray table = manager.ones(new Shape(rows, 2));
        table.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            collector.backward(EmbeddingForward.embed(manager.create(new int[][] {tokens}), table).sum());
        }
        float[] g = table.getGradient().toFloatArray();
        assertThat(g).containsExactly(0, 0, 1, 1, 0, 0, 2, 2, 0, 0);
        return Numbers.text(rows, tokens)
                .choice(1, rows, 0, 2, 4, g[0])
                .choice(1, 1, 3, 0, 3)
                .choice(g[2], 1, g[6], 3, 0, 3);
    }

    static Numbers numbersOfAnEmbedding(NDManager manager) {
        int batchSize = 32;
        int numSteps = 35;
        int words = 50_000;
        int embedSize = 128;
        NDArray tokens = manager.create(new int[batchSize][numSteps]);
        NDArray table = manager.zeros(new Shape(words, embedSize));
        long numbers = EmbeddingForward.embed(tokens, table).size();
        long count = tokens.size();
        return Numbers.text(batchSize, numSteps, words, embedSize)
                .choice(numbers, batchSize, numSteps, count, embedSize, count * words)
                .choice(count, count, embedSize)
                .choice(table.size(), words, embedSize, table.size())
                .choice(count * words, words, count);
    }

    static Numbers tiedWeightsSave(NDManager manager) {
        int numHiddens = 512;
        int vocabSize = 28;
        int words = 50_000;
        NDArray output = RnnParameters.initialize(manager, vocabSize, numHiddens).get(3);
        NDArray table = manager.zeros(new Shape(vocabSize, numHiddens)); // embedSize = numHiddens
        assertThat(table.transpose().getShape()).isEqualTo(output.getShape());
        return Numbers.text(numHiddens, vocabSize, output.size(), (long) numHiddens * words, words);
    }
}
