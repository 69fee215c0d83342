package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The oracle of one epoch of training with gradient descent, right or with known slips. */
public final class Epoch {

    private Epoch() {}

    /** The known slips, each with the words that a student reads. */
    public enum Slip {
        STATE_BEGUN_ANEW("every minibatch begins with the first state: with sequential sampling keep output.state(), the state "
                + "after a minibatch, for the next one"),
        STATE_KEPT("the state of the minibatch before is kept; with random sampling each minibatch begins with a new state"),
        SAMPLINGS_EXCHANGED("the samplings are exchanged: keep the state with SEQUENTIAL, and begin a new one with RANDOM"),
        STATE_BEGUN_FOR_OTHER_STEPS("with sequential sampling, the state begins again where a minibatch has another number of "
                + "time steps than the one before: keep it, because only the number of sequences must stay the same"),
        FIRST_STATE_KEPT("the state after the first minibatch is kept for all others: keep the newest one"),
        NOT_CLIPPED("gradients are not clipped when the updater gets them: call GradientClipping.clip with θ = 1 after "
                + "backward and before the update"),
        CLIPPED_EACH("each parameter's gradient is clipped by a norm of its own: give clip all parameters in one call"),
        /** The same mistake with the seven arrays of GivenRnn.inSevenArrays. */
        CLIPPED_EACH_OF_SEVEN(CLIPPED_EACH.words),
        FIVE_OF_SEVEN_CLIPPED("only the first five parameters are clipped: give clip all of net.parameters(), however many "
                + "there are"),
        LABELS_BATCH_MAJOR("labels are flattened without transposing: logits are time-major, so labels must be too"),
        TOKENS_AS_LABELS("the inputs are taken as labels"),
        DATA_AND_LABELS_EXCHANGED("data and labels are exchanged: the model reads the labels and must predict the inputs"),
        SOFTMAX_TWICE("softmax is applied to the logits before the loss, which applies it itself"),
        NO_SOFTMAX("the loss has no softmax, as if the logits were probabilities already: use "
                + "Loss.softmaxCrossEntropyLoss()"),
        SUMMED("backward starts from the sum of the losses, not from their mean"),
        DIVIDED_TWICE("the loss is divided by the number of tokens before backward, but it is a mean already"),
        DIVIDED_BY_SEQUENCES("the loss is divided by the number of sequences before backward, but it is a mean already"),
        WEIGHTED_BY_SIZE("backward starts from a loss that counts by the size of its minibatch: start from the mean loss of "
                + "each as it is"),
        ACCUMULATED("gradients of earlier minibatches are still in the sum"),
        DOUBLED("gradients are twice as large as they should be: backward runs twice for a minibatch"),
        FIRST_ARRAY_KEPT("only the first array of the state is kept; keep every array of output.state()"),
        LAST_ARRAY_KEPT("only the last array of the state is kept; keep every array of output.state()"),
        TWO_ARRAYS_KEPT("only the first two arrays of the state are kept; keep every array of output.state(), however many "
                + "there are"),
        FIRST_MINIBATCH_ONLY("the epoch ends after the first minibatch: return after the loop, not in it"),
        FIRST_MINIBATCH_LEFT_OUT("the first minibatch is left out: train on it too"),
        LAST_MINIBATCH_LEFT_OUT("the last minibatch is left out: train on it too"),
        NOT_UPDATED_WHEN_CLIPPED("minibatches whose gradients were clipped are not updated: the update follows in any case"),
        UPDATED_ONLY_WHEN_CLIPPED("only minibatches whose gradients were clipped are updated: the update follows in any case"),
        NEVER_UPDATED("the parameters are never updated");

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
        List<Minibatch> trained = chosen(minibatches, with);
        boolean keep = with.contains(Slip.SAMPLINGS_EXCHANGED) != sequential;
        keep = (keep || with.contains(Slip.STATE_KEPT)) && !with.contains(Slip.STATE_BEGUN_ANEW);
        Parameters p = begin.copy();
        double[] losses = new double[trained.size()];
        double[] norms = new double[trained.size()];
        double[] clippedNorms = new double[trained.size()];
        int[] sizes = new int[trained.size()];
        double[][] state = null;
        Parameters before = null;
        for (int i = 0; i < losses.length; i++) {
            Minibatch minibatch = trained.get(i);
            boolean exchanged = with.contains(Slip.DATA_AND_LABELS_EXCHANGED);
            double[][][] inputs = Matrix.oneHot(exchanged ? minibatch.labels() : minibatch.tokens(), p.bQ().length);
            boolean otherSteps = i > 0 && trained.get(i - 1).tokens()[0].length != minibatch.tokens()[0].length;
            if (state == null || !keep || state.length != minibatch.tokens().length
                    || otherSteps && with.contains(Slip.STATE_BEGUN_FOR_OTHER_STEPS)) {
                state = new double[minibatch.tokens().length][p.bH().length];
            }
            int[][] wanted = exchanged || with.contains(Slip.TOKENS_AS_LABELS) ? minibatch.tokens() : minibatch.labels();
            int[] labels = flat(with.contains(Slip.LABELS_BATCH_MAJOR) ? wanted : transpose(wanted));
            sizes[i] = labels.length;
            double[][] logits = Rnn.logits(inputs, state, p);
            losses[i] = loss(logits, labels, with);
            Parameters gradients = Rnn.gradients(inputs, state, p, lossGradient(logits, labels, with));
            gradients.scale(factor(with, labels.length, state.length, sizes[0]));
            List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
            if (i == 0 || !with.contains(Slip.FIRST_STATE_KEPT)) {
                state = partOf(hiddens.get(hiddens.size() - 1), with);
            }
            if (before != null) {
                gradients.add(before, 1);
            }
            norms[i] = clip(gradients, with);
            clippedNorms[i] = Clipping.norm(gradients.rows());
            boolean updated = isUpdated(norms[i] > 1, with);
            p.add(gradients, updated ? -learningRate : 0);
            // It is the updater that sets gradients to zero.
            before = updated && !with.contains(Slip.ACCUMULATED) ? null : gradients;
        }
        return new EpochValues(losses, sizes, norms, clippedNorms, p);
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

    private static boolean isUpdated(boolean clipped, Set<Slip> with) {
        return !with.contains(Slip.NEVER_UPDATED)
                && !with.contains(clipped ? Slip.NOT_UPDATED_WHEN_CLIPPED : Slip.UPDATED_ONLY_WHEN_CLIPPED);
    }

    private static List<Minibatch> chosen(List<Minibatch> all, Set<Slip> with) {
        int from = with.contains(Slip.FIRST_MINIBATCH_LEFT_OUT) ? 1 : 0;
        int leftOut = with.contains(Slip.LAST_MINIBATCH_LEFT_OUT) ? 1 : 0;
        return all.subList(from, with.contains(Slip.FIRST_MINIBATCH_ONLY) ? 1 : all.size() - leftOut);
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

    private static double factor(Set<Slip> with, int tokens, int sequences, int first) {
        return (with.contains(Slip.DOUBLED) ? 2 : 1) * (with.contains(Slip.SUMMED) ? tokens : 1)
                / (with.contains(Slip.DIVIDED_TWICE) ? (double) tokens : 1)
                / (with.contains(Slip.DIVIDED_BY_SEQUENCES) ? (double) sequences : 1)
                * (with.contains(Slip.WEIGHTED_BY_SIZE) ? (double) tokens / first : 1);
    }

    private static double clip(Parameters gradients, Set<Slip> with) {
        double norm = Clipping.norm(gradients.rows());
        if (with.contains(Slip.CLIPPED_EACH)) {
            // The network of the tests, GivenRnn, has W_xh and W_hh in one array.
            List<double[]> shared = Stream.of(gradients.wXh(), gradients.wHh()).flatMap(Arrays::stream).toList();
            List.of(shared, List.of(gradients.bH()), Arrays.asList(gradients.wHq()), List.of(gradients.bQ()))
                    .forEach(rows -> Clipping.clip(rows, 1));
        } else if (with.contains(Slip.CLIPPED_EACH_OF_SEVEN)) {
            sevenArrays(gradients).forEach(rows -> Clipping.clip(rows, 1));
        } else if (with.contains(Slip.FIVE_OF_SEVEN_CLIPPED)) {
            Clipping.clip(sevenArrays(gradients).subList(0, 5).stream().flatMap(List::stream).toList(), 1);
        } else if (!with.contains(Slip.NOT_CLIPPED)) {
            Clipping.clip(gradients.rows(), 1);
        }
        return norm;
    }

    /** Returns the rows of each array of GivenRnn.inSevenArrays. */
    private static List<List<double[]>> sevenArrays(Parameters p) {
        List<double[]> wXh = Arrays.asList(p.wXh());
        List<double[]> wHq = Arrays.asList(p.wHq());
        return List.of(wXh.subList(0, 1), wXh.subList(1, wXh.size()), Arrays.asList(p.wHh()), List.of(p.bH()),
                wHq.subList(0, 1), wHq.subList(1, wHq.size()), List.of(p.bQ()));
    }

    /** Returns the part of a state that is kept: of three arrays, the first two have one unit each and the third the others. */
    private static double[][] partOf(double[][] state, Set<Slip> with) {
        double[][] kept = Matrix.copy(state);
        for (double[] row : kept) {
            if (with.contains(Slip.FIRST_ARRAY_KEPT)) {
                Arrays.fill(row, 1, row.length, 0);
            } else if (with.contains(Slip.TWO_ARRAYS_KEPT)) {
                Arrays.fill(row, 2, row.length, 0);
            } else if (with.contains(Slip.LAST_ARRAY_KEPT)) {
                Arrays.fill(row, 0, 2, 0);
            }
        }
        return kept;
    }

    private static int[][] transpose(int[][] rows) {
        int[][] transposed = new int[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[0].length; j++) {
                transposed[j][i] = rows[i][j];
            }
        }
        return transposed;
    }

    private static int[] flat(int[][] rows) {
        return Arrays.stream(rows).flatMapToInt(Arrays::stream).toArray();
    }
}
