package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.step1onehot.OneHotEncoding;

/** The computed numbers and claims of chapter 1's questions. */
final class Step1Checks {

    private Step1Checks() {}

    static Numbers reshapeKeepsTheOrder(NDManager manager) {
        int[][] rows = {{5, 6, 7}, {8, 9, 4}};
        NDArray tokens = manager.create(rows);
        NDArray reshaped = tokens.reshape(3, 2);
        int[] shape = {3, 2};
        int step = 1;
        assertThat(reshaped.getShape()).isEqualTo(new Shape(3, 2)).isEqualTo(tokens.transpose().getShape());
        int[] read = reshaped.get(step).toIntArray();
        int[] wanted = tokens.transpose().get(step).toIntArray();
        int[] all = tokens.flatten().toIntArray();
        assertThat(reshaped.flatten().toIntArray()).isEqualTo(all);
        int[] eachRowCut = {rows[1][0], rows[1][1]};
        return Numbers.text(0, rows[0], 1, rows[1], shape, shape, step)
                .choice(wanted, wanted, shape)
                .choice(read, all, 2, all)
                .choice(eachRowCut, all, 2);
    }

    static Numbers vectorsMustFitTheWeights(NDManager manager) {
        int vocabSize = 28;
        int numHiddens = 512;
        int[] used = {0, 1, 3};
        NDArray tokens = manager.create(new int[][] {{0, 1}, {3, 1}});
        int size = tokens.max().toIntArray()[0] + 1;
        NDArray encoded = tokens.transpose().oneHot(size); // does not throw
        NDArray weights = manager.zeros(new Shape(vocabSize, numHiddens));
        assertThat(encoded.getShape().get(2)).isEqualTo(size).isNotEqualTo(vocabSize);
        assertThatThrownBy(() -> encoded.get(0).matMul(weights)).isInstanceOf(RuntimeException.class);
        return Numbers.text(vocabSize, numHiddens, vocabSize, used, size)
                .choice(size, vocabSize)
                .choice(size, used, size, size)
                .choice(size, vocabSize);
    }

    static Numbers productPicksARow(NDManager manager) {
        float[][] rows = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}};
        int token = 2;
        NDArray w = manager.create(rows);
        NDArray vector = OneHotEncoding.encode(manager.create(new int[][] {{token}}), rows.length).get(0);
        float[] product = vector.matMul(w).toFloatArray();
        float[] column = w.matMul(vector.transpose()).toFloatArray();
        assertThat(product).isEqualTo(rows[token]);
        float[] scaled = w.get(0).mul(token).toFloatArray();
        assertThat(new float[] {product[0], column[0], scaled[0]}).doesNotHaveDuplicates();
        return Numbers.text(new Object[] {rows}, token)
                .choice(product, 0, 0, 1, token)
                .choice(rows[token - 1], 1, 0, token - 1, token)
                .choice(column, token)
                .choice(scaled, token, 0, token, 1);
    }

    static Numbers bytesOfAMinibatch(NDManager manager) {
        int batchSize = 32;
        int numSteps = 35;
        int vocabSize = 28;
        int words = 50_000;
        NDArray tokens = manager.zeros(new Shape(batchSize, numSteps), DataType.INT32);
        int bytes = DataType.INT32.getNumOfBytes();
        assertThat(DataType.FLOAT32.getNumOfBytes()).isEqualTo(bytes);
        NDArray encoded = OneHotEncoding.encode(tokens, vocabSize);
        return Numbers.text(batchSize, numSteps, bytes, tokens.size() * bytes, vocabSize, bytes, encoded.size() * bytes,
                words, tokens.size() * words * bytes);
    }

    static Numbers reshapeAndTransposeAgree(NDManager manager) {
        NDArray oneSequence = manager.create(new int[][] {{5, 6, 7}});
        NDArray oneStep = manager.create(new int[][] {{5}, {6}, {7}});
        NDArray equal = manager.create(new int[][] {{4, 4, 4}, {4, 4, 4}});
        NDArray sameOrder = manager.create(new int[][] {{0, 1}, {1, 2}});
        for (NDArray tokens : new NDArray[] {oneSequence, oneStep, equal, sameOrder}) {
            assertThat(tokens.reshape(tokens.transpose().getShape())).isEqualTo(tokens.transpose());
        }
        return Numbers.text(oneSequence.getShape().get(0), oneStep.getShape().get(1), sameOrder.toIntArray());
    }
}
