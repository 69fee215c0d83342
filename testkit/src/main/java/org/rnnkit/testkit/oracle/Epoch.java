package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The oracle of one epoch of training with gradient descent, right or with known slips. */
public final class Epoch {

    private Epoch() {}

    /** A known slip of a training, with the words that a student reads. */
    public enum Slip {
        NO_SOFTMAX("the loss has no softmax, as if the logits were probabilities already: use "
                + "Loss.softmaxCrossEntropyLoss()"),
        SOFTMAX_TWICE("softmax is applied to the logits before the loss, which applies it itself"),
        FIRST_MINIBATCH_ONLY("the epoch ends after the first minibatch: return after the loop, not in it");

        private final String words;

        Slip(String words) {
            this.words = words;
        }

        /** Returns the slip in the words that a student reads. */
        public String words() {
            return words;
        }
    }

    /**
     * Trains for one epoch.
     *
     * @param begin the initial parameters, which are not changed
     * @param minibatches the minibatches, in order
     * @param sequential whether the state is kept
     * @param learningRate the learning rate η
     * @param slips the slips to make; none for the right result
     * @return the losses and new parameters
     */
    public static EpochValues train(Parameters begin, List<Minibatch> minibatches, boolean sequential, double learningRate,
            Slip... slips) {
        Set<Slip> with = slips.length == 0 ? EnumSet.noneOf(Slip.class) : EnumSet.copyOf(Arrays.asList(slips));
        List<Minibatch> trained = minibatches.subList(0, with.contains(Slip.FIRST_MINIBATCH_ONLY) ? 1 : minibatches.size());
        Parameters p = begin.copy();
        double[] losses = new double[trained.size()];
        double[] norms = new double[trained.size()];
        double[][] state = null;
        for (int i = 0; i < losses.length; i++) {
            Minibatch minibatch = trained.get(i);
            double[][][] inputs = Matrix.oneHot(minibatch.tokens(), p.bQ().length);
            if (state == null || !sequential) {
                state = new double[minibatch.tokens().length][p.bH().length];
            }
            int[] labels = Minibatch.timeMajor(minibatch.labels());
            double[][] logits = Rnn.logits(inputs, state, p);
            losses[i] = loss(logits, labels, with);
            Parameters gradients = Rnn.gradients(inputs, state, p, lossGradient(logits, labels, with));
            List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
            state = hiddens.get(hiddens.size() - 1);
            norms[i] = Clipping.clip(gradients.rows(), 1);
            p.add(gradients, -learningRate);
        }
        return new EpochValues(losses, trained.stream().mapToInt(Minibatch::size).toArray(), norms, p);
    }

    /**
     * Makes one update of a model in which the row of a token holds the logits of the next one.
     *
     * @param weights the model, which is changed
     * @param minibatch the minibatch
     * @param learningRate the learning rate η
     * @param weight the weight of the mean loss
     * @return the mean loss before the update
     */
    public static double updateBigrams(double[][] weights, Minibatch minibatch, double learningRate, double weight) {
        double[][] probabilities = Matrix.mapRows(weights, CrossEntropy::softmax);
        double[][] gradient = new double[weights.length][weights.length];
        int[] tokens = flat(minibatch.tokens());
        int[] labels = flat(minibatch.labels());
        double loss = 0;
        for (int i = 0; i < tokens.length; i++) {
            double[] row = gradient[tokens[i]];
            double[] p = probabilities[tokens[i]];
            Arrays.setAll(row, j -> row[j] + weight * p[j] / tokens.length);
            row[labels[i]] -= weight / tokens.length;
            loss -= Math.log(p[labels[i]]) / tokens.length;
        }
        double step = learningRate / Math.max(1, Clipping.norm(Arrays.asList(gradient)));
        for (int token = 0; token < weights.length; token++) {
            double[] row = gradient[token];
            double[] logits = weights[token];
            Arrays.setAll(logits, j -> logits[j] - step * row[j]);
        }
        return loss;
    }

    private static double loss(double[][] logits, int[] labels, Set<Slip> with) {
        if (with.contains(Slip.NO_SOFTMAX)) {
            return -IntStream.range(0, labels.length).mapToDouble(i -> logits[i][labels[i]]).average().orElseThrow();
        }
        return CrossEntropy.mean(with.contains(Slip.SOFTMAX_TWICE) ? Matrix.mapRows(logits, CrossEntropy::softmax) : logits,
                labels);
    }

    private static double[][] lossGradient(double[][] logits, int[] labels, Set<Slip> with) {
        if (with.contains(Slip.NO_SOFTMAX)) {
            double[][] gradient = new double[logits.length][logits[0].length];
            IntStream.range(0, labels.length).forEach(i -> gradient[i][labels[i]] = -1.0 / labels.length);
            return gradient;
        }
        if (!with.contains(Slip.SOFTMAX_TWICE)) {
            return CrossEntropy.gradient(logits, labels);
        }
        double[][] probabilities = Matrix.mapRows(logits, CrossEntropy::softmax);
        double[][] gradient = CrossEntropy.gradient(probabilities, labels);
        for (int i = 0; i < gradient.length; i++) { // back through softmax: p (g - Σ p g)
            double[] p = probabilities[i];
            double[] g = gradient[i];
            double mean = IntStream.range(0, p.length).mapToDouble(j -> p[j] * g[j]).sum();
            Arrays.setAll(g, j -> p[j] * (g[j] - mean));
        }
        return gradient;
    }

    private static int[] flat(int[][] rows) {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }
}
