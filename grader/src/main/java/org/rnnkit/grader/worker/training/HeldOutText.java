package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.loss.Loss;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.rnnkit.toolkit.LanguageModel;

/**
 * The 1,000 characters of a text that follow those of the training. A model is measured on them and never trained on them:
 * where it becomes worse, it memorises its text.
 *
 * @param tokens their indices; none if the text ends before
 */
record HeldOutText(int[] tokens) {

    /** No text: nothing is measured. */
    static final HeldOutText NONE = new HeldOutText(new int[0]);

    private static final int ROWS = 10;
    private static final int LENGTH = 1_000;

    /** Takes the part of a text that follows the training's. */
    static HeldOutText after(int trained, int[] text) {
        return text.length < trained + LENGTH ? NONE
                : new HeldOutText(Arrays.copyOfRange(text, trained, trained + LENGTH));
    }

    /** Measures a model's perplexity, in ten rows that each begin with a new state; NaN without a text, or if that fails. */
    double perplexity(LanguageModel net, NDManager manager) {
        if (tokens.length == 0) {
            return Double.NaN;
        }
        try (NDManager temporary = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray read = temporary.create(rows(0));
            NDArray next = temporary.create(rows(1)).transpose().flatten();
            NDArray logits = net.forward(read, net.beginState(temporary, ROWS)).logits();
            return Math.exp(Loss.softmaxCrossEntropyLoss().evaluate(new NDList(next), new NDList(logits)).getFloat());
        } catch (RuntimeException | Error failed) {
            return Double.NaN;
        }
    }

    private int[][] rows(int offset) {
        int length = tokens.length / ROWS;
        return IntStream.range(0, ROWS).mapToObj(row -> Arrays.copyOfRange(tokens, row * length + offset,
                (row + 1) * length - 1 + offset)).toArray(int[][]::new);
    }
}
