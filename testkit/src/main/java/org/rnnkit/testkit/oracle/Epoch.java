package org.rnnkit.testkit.oracle;

import java.util.List;

/** The oracle of one epoch of training with gradient descent. */
public final class Epoch {

    private Epoch() {}

    /**
     * Trains for one epoch.
     *
     * @param begin the initial parameters, which are not changed
     * @param minibatches the minibatches, in order
     * @param sequential whether the state is kept
     * @param learningRate the learning rate η
     * @return the losses and new parameters
     */
    public static EpochValues train(Parameters begin, List<Minibatch> minibatches, boolean sequential, double learningRate) {
        Parameters p = begin.copy();
        double[] losses = new double[minibatches.size()];
        double[] norms = new double[minibatches.size()];
        double[][] state = null;
        for (int i = 0; i < losses.length; i++) {
            Minibatch minibatch = minibatches.get(i);
            double[][][] inputs = Matrix.oneHot(minibatch.tokens(), p.bQ().length);
            if (state == null || !sequential) {
                state = new double[minibatch.tokens().length][p.bH().length];
            }
            int[] labels = Minibatch.timeMajor(minibatch.labels());
            double[][] logits = Rnn.logits(inputs, state, p);
            losses[i] = CrossEntropy.mean(logits, labels);
            Parameters gradients = Rnn.gradients(inputs, state, p, CrossEntropy.gradient(logits, labels));
            List<double[][]> hiddens = Rnn.hiddens(inputs, state, p);
            state = hiddens.get(hiddens.size() - 1);
            norms[i] = Clipping.clip(gradients.rows(), 1);
            p.add(gradients, -learningRate);
        }
        return new EpochValues(losses, minibatches.stream().mapToInt(Minibatch::size).toArray(), norms, p);
    }
}
