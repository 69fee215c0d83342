package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Minibatch;

/** Checks of what an epoch passes on of a minibatch: its tokens to the model, its labels to the loss. */
final class MinibatchChecks {

    private MinibatchChecks() {}

    /** Checks that the model is given the tokens of a minibatch; the first has the number 1. */
    static void tokens(List<Minibatch> minibatches, int number, NDArray tokens) {
        Minibatch minibatch = minibatches.get(number - 1);
        int[][] expected = minibatch.tokens();
        if (areOf(expected, tokens)) {
            return;
        }
        String given = "for minibatch " + number + " the model was given ";
        boolean isAgain = number > 1 && areOf(minibatches.get(number - 2).tokens(), tokens);
        Expect.that(!isAgain, "forward was called again for minibatch " + (number - 1) + ": call it once for each, and take "
                + "output.logits() and output.state() from its one result");
        Expect.that(!areOf(minibatch.labels(), tokens), given + "its labels: data and labels are exchanged. The model "
                + "reads batch.getData(), and the loss gets batch.getLabels()");
        Expect.that(minibatches.stream().skip(number).noneMatch(later -> areOf(later.tokens(), tokens)), "minibatch " + number
                + " is left out: train on every one");
        Shape shape = new Shape(expected.length, expected[0].length);
        Expect.that(tokens.getShape().equals(shape), () -> given + "tokens of shape " + tokens.getShape() + ", expected "
                + shape + ": hand the minibatch's data on as it is, [batchSize, numSteps]");
        throw Expect.failure(given + "other tokens than those of the minibatch: hand its data on as it is");
    }

    private static boolean areOf(int[][] rows, NDArray tokens) {
        return tokens.getShape().equals(new Shape(rows.length, rows[0].length)) && Expect.isClose(Expect.values(tokens),
                Arrays.stream(rows).flatMapToInt(Arrays::stream).asDoubleStream().toArray(), 0);
    }

    /** Checks that a loss is given a number for each row of the logits. */
    static void lossArguments(NDArray labels, NDArray logits) {
        Expect.that(logits.getDataType().isFloating(), () -> "the loss was given " + logits.getDataType().toString()
                .toLowerCase(Locale.ROOT) + " numbers as logits: labels and logits are exchanged. Call "
                + "loss.evaluate(new NDList(labels), new NDList(logits)), the labels first");
        long rows = logits.size(0);
        Expect.that(labels.size() == rows && labels.size(0) == rows, () -> "the loss was given labels of shape "
                + labels.getShape() + " for logits of shape " + logits.getShape() + ", expected (" + rows + "), one index for "
                + "each row of the logits, not a one-hot vector: transpose the labels and flatten them to one axis");
    }
}
