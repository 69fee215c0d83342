package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The oracle of one epoch of training with gradient descent, right or with known slips. */
public final class Epoch {

    private Epoch() {}

    /**
     * A minibatch.
     *
     * @param tokens [batchSize][numSteps]
     * @param labels the same shape
     */
    public record Minibatch(int[][] tokens, int[][] labels) {}

    /**
     * The result of an epoch.
     *
     * @param losses the mean loss of each minibatch
     * @param sizes the number of tokens of each minibatch
     * @param norms the gradients' norm of each minibatch before clipping
     * @param parameters the parameters after the epoch
     */
    public record Result(double[] losses, int[] sizes, double[] norms, Parameters parameters) {

        /** Returns exp of the mean loss per token. */
        public double perplexity() {
            double sum = 0;
            for (int i = 0; i < losses.length; i++) {
                sum += losses[i] * sizes[i];
            }
            return Math.exp(sum / Arrays.stream(sizes).sum());
        }
    }

    /** The known slips. */
    public enum Slip {
        /** Every minibatch begins with a zero state. */
        STATE_BEGUN_ANEW("the state is begun anew for every minibatch; with sequential sampling it goes on"),
        /** The state is kept with random sampling. */
        STATE_KEPT("the state of the minibatch before is kept; with random sampling each begins anew"),
        /** The gradients are not clipped. */
        NOT_CLIPPED("gradients are not clipped to a norm of 1 before the update"),
        /** Each gradient is clipped by its own norm. */
        CLIPPED_EACH("each parameter's gradient is clipped by a norm of its own"),
        /** Labels and logits are in different orders. */
        LABELS_BATCH_MAJOR("labels are flattened without transposing: logits are time-major, so labels must be too"),
        /** Tokens are used as labels. */
        TOKENS_AS_LABELS("the inputs are taken as labels"),
        /** Gradients are not zeroed between minibatches. */
        ACCUMULATED("gradients of earlier minibatches are still in the sum"),
        /** Each minibatch's gradients count twice. */
        DOUBLED("gradients are twice as large as they should be: backward runs twice for a minibatch"),
        /** Only the first array of the state is kept. */
        FIRST_ARRAY_KEPT("only the first array of the state is kept; the others begin anew"),
        /** Each update is made twice. */
        UPDATED_TWICE("the updater is called twice for a minibatch"),
        /** Nothing is learned. */
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
    public static Result train(Parameters begin, List<Minibatch> minibatches, boolean sequential, double learningRate,
            Slip... slips) {
        Set<Slip> with = slips.length == 0 ? EnumSet.noneOf(Slip.class) : EnumSet.copyOf(Arrays.asList(slips));
        boolean keep = (sequential || with.contains(Slip.STATE_KEPT)) && !with.contains(Slip.STATE_BEGUN_ANEW);
        Parameters p = begin.copy();
        double[] losses = new double[minibatches.size()];
        double[] norms = new double[minibatches.size()];
        int[] sizes = new int[minibatches.size()];
        double[][] state = null;
        Parameters before = null;
        for (int i = 0; i < losses.length; i++) {
            Minibatch minibatch = minibatches.get(i);
            double[][][] inputs = Matrix.oneHot(minibatch.tokens(), p.bQ().length);
            if (state == null || !keep || state.length != minibatch.tokens().length) {
                state = new double[minibatch.tokens().length][p.bH().length];
            }
            int[][] wanted = with.contains(Slip.TOKENS_AS_LABELS) ? minibatch.tokens() : minibatch.labels();
            int[] labels = flat(with.contains(Slip.LABELS_BATCH_MAJOR) ? wanted : transpose(wanted));
            double[][] logits = Rnn.logits(inputs, state, p);
            losses[i] = CrossEntropy.mean(logits, labels);
            sizes[i] = labels.length;
            Parameters gradients = Rnn.gradients(inputs, state, p, CrossEntropy.gradient(logits, labels));
            List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs, state, p);
            state = hiddens.get(hiddens.size() - 1);
            if (with.contains(Slip.ACCUMULATED) && before != null) {
                add(gradients, before, 1);
            }
            if (with.contains(Slip.DOUBLED)) {
                add(gradients, gradients.copy(), 1);
            }
            if (with.contains(Slip.FIRST_ARRAY_KEPT)) {
                state = Arrays.stream(state).map(Epoch::firstOf).toArray(double[][]::new);
            }
            norms[i] = clip(gradients, with);
            before = gradients;
            int updates = with.contains(Slip.NEVER_UPDATED) ? 0 : with.contains(Slip.UPDATED_TWICE) ? 2 : 1;
            add(p, gradients, -learningRate * updates);
        }
        return new Result(losses, sizes, norms, p);
    }

    private static double clip(Parameters gradients, Set<Slip> with) {
        double norm = Clipping.norm(gradients.rows());
        if (with.contains(Slip.CLIPPED_EACH)) {
            List.of(Arrays.asList(gradients.wXh()), Arrays.asList(gradients.wHh()), List.of(gradients.bH()),
                    Arrays.asList(gradients.wHq()), List.of(gradients.bQ())).forEach(rows -> Clipping.clip(rows, 1));
        } else if (!with.contains(Slip.NOT_CLIPPED)) {
            Clipping.clip(gradients.rows(), 1);
        }
        return norm;
    }

    private static double[] firstOf(double[] row) {
        double[] first = new double[row.length];
        first[0] = row[0];
        return first;
    }

    private static void add(Parameters to, Parameters what, double factor) {
        for (int row = 0; row < to.rows().size(); row++) {
            double[] values = to.rows().get(row);
            for (int i = 0; i < values.length; i++) {
                values[i] += factor * what.rows().get(row)[i];
            }
        }
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
