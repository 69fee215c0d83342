package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The wrong results of backpropagation through time, one for each known slip. */
public final class RnnBackwardSlips {

    /** The known slips. */
    public enum Kind {
        /** No gradient is passed from a time step to the one before it. */
        WITHIN_ONE_STEP("nothing goes from a time step to the one before it: dH is dY W_hq^T plus what came from later"),
        /** The slope is taken as 1. */
        NO_SLOPE("the slope of tanh, 1 - H², is missing"),
        /** The slope is not that of tanh. */
        NOT_SQUARED("1 - H stands where the slope of tanh, 1 - H², should"),
        /** The slope is computed from the state before the time step. */
        SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
        /** The gradient is passed on without the slope. */
        HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
        /** The backward pass uses W_hh as the forward pass does. */
        W_HH_NOT_TRANSPOSED("W_hh is not transposed on the way back"),
        /** W_hq is not transposed; the shapes allow it only if there are as many hidden units as tokens. */
        W_HQ_NOT_TRANSPOSED("W_hq is not transposed on the way back"),
        /** W_hh's gradient uses the wrong state. */
        STATE_AFTER("W_hh is given the states after the time steps; it met those before them"),
        /** W_hq's gradient uses the wrong state. */
        STATE_BEFORE("W_hq is given the states before the time steps; it met those after them"),
        /** Only the gradients of the last visited time step are kept. */
        OVERWRITTEN("each time step's gradients replace those of the one before: add them up"),
        /** The mean over the time steps is taken. */
        MEAN_OVER_STEPS("the sum over the time steps is divided by their number"),
        /** The mean over all rows is taken. */
        MEAN_OVER_ROWS("the sum is divided by the number of rows: the loss's mean is in the logits' gradient already"),
        /** The rows of the logits are matched with the wrong sequences. */
        BATCH_MAJOR("the rows of the logits' gradient are read as batch-major; they are time-major"),
        /** The state given is not used. */
        ZERO_STATE("the state given is not used: H begins with zeros"),
        /** The time steps are visited in the wrong direction. */
        FORWARDS("the time steps are walked from the first to the last; begin with the last"),
        /** dA of a time step is multiplied with the inputs of another. */
        ORDER_LOST("the time steps' dA stand in the order of the walk, last one first; inputs and states begin with the first");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns the slip in the words that a student reads. */
        public String words() {
            return words;
        }
    }

    private RnnBackwardSlips() {}

    /** Returns the wrong gradients of each slip that is possible with these sizes. */
    public static Map<Kind, Parameters> of(double[][][] inputs, double[][] state, Parameters p, double[][] logitsGradient) {
        Map<Kind, Parameters> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.W_HQ_NOT_TRANSPOSED || p.bH().length == p.bQ().length) {
                all.put(kind, with(kind, inputs, state, p, logitsGradient));
            }
        }
        return all;
    }

    private static Parameters with(Kind kind, double[][][] inputs, double[][] state, Parameters p, double[][] given) {
        int numSteps = inputs.length;
        int batchSize = state.length;
        double[][] dYs = kind == Kind.BATCH_MAJOR ? batchMajor(given, batchSize) : given;
        List<double[][]> hiddens = Rnn.hiddens(Rnn.TANH, inputs,
                kind == Kind.ZERO_STATE ? new double[batchSize][p.bH().length] : state, p);
        double[][] back = kind == Kind.W_HH_NOT_TRANSPOSED ? p.wHh() : Matrix.transpose(p.wHh());
        double[][] up = kind == Kind.W_HQ_NOT_TRANSPOSED ? p.wHq() : Matrix.transpose(p.wHq());
        double[][][] dSums = new double[numSteps][][];
        double[][] fromLater = new double[batchSize][p.bH().length];
        for (int i = 0; i < numSteps; i++) {
            int t = kind == Kind.FORWARDS ? i : numSteps - 1 - i;
            double[][] dH = Matrix.plus(Matrix.times(rows(dYs, t, batchSize), up), fromLater);
            double[][] h = hiddens.get(kind == Kind.SLOPE_OF_BEFORE ? t : t + 1);
            double[][] slope = Matrix.map(h, v -> 1 - (kind == Kind.NOT_SQUARED ? v : v * v));
            dSums[t] = kind == Kind.NO_SLOPE ? dH : Matrix.timesEach(dH, slope);
            fromLater = kind == Kind.WITHIN_ONE_STEP ? fromLater
                    : Matrix.times(kind == Kind.HANDED_ON_WITHOUT_SLOPE ? dH : dSums[t], back);
        }
        Parameters sum = zeros(p);
        for (int t = 0; t < (kind == Kind.OVERWRITTEN ? 1 : numSteps); t++) {
            double[][] dSum = dSums[kind == Kind.ORDER_LOST ? numSteps - 1 - t : t];
            double[][] dY = rows(dYs, t, batchSize);
            double[][] before = hiddens.get(kind == Kind.STATE_AFTER ? t + 1 : t);
            double[][] after = hiddens.get(kind == Kind.STATE_BEFORE ? t : t + 1);
            sum = plus(sum, new Parameters(Matrix.times(Matrix.transpose(inputs[t]), dSum),
                    Matrix.times(Matrix.transpose(before), dSum), Matrix.columnSums(dSum),
                    Matrix.times(Matrix.transpose(after), dY), Matrix.columnSums(dY)));
        }
        double divisor = kind == Kind.MEAN_OVER_STEPS ? numSteps : kind == Kind.MEAN_OVER_ROWS ? given.length : 1;
        sum.rows().forEach(row -> Arrays.setAll(row, i -> row[i] / divisor));
        return sum;
    }

    private static double[][] rows(double[][] all, int t, int batchSize) {
        return Arrays.copyOfRange(all, t * batchSize, (t + 1) * batchSize);
    }

    private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        Arrays.setAll(rows, i -> timeMajor[i % batchSize * numSteps + i / batchSize]);
        return rows;
    }

    private static Parameters zeros(Parameters like) {
        Parameters zeros = like.copy();
        zeros.rows().forEach(row -> Arrays.fill(row, 0));
        return zeros;
    }

    private static Parameters plus(Parameters a, Parameters b) {
        return new Parameters(Matrix.plus(a.wXh(), b.wXh()), Matrix.plus(a.wHh(), b.wHh()),
                Matrix.plus(new double[][] {a.bH()}, b.bH())[0], Matrix.plus(a.wHq(), b.wHq()),
                Matrix.plus(new double[][] {a.bQ()}, b.bQ())[0]);
    }
}
