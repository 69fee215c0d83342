package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Deviation;

/** Backpropagation through time as it comes out with a known slip. {@link Rnn} has the right one. */
public final class BackwardPass {

    /** A known slip. */
    public enum Wrong implements Deviation {
        WITHIN_ONE_STEP("nothing goes from a time step to the one before it: dH is dY W_hq^T plus what came from later"),
        ONE_STEP_ONLY("a time step hands on only what it got from its own outputs: what came to it from later goes on, too"),
        LATER_ALONE("what comes from later replaces dY W_hq^T: dH is the sum of the two"),
        FIRST_STEP_CUT("nothing goes back to the first time step: the way back ends one step too early"),
        NO_SLOPE("the slope of tanh, 1 - H², is missing"),
        NOT_SQUARED("1 - H stands where the slope of tanh, 1 - H², should"),
        SIGN_OF_SLOPE("1 + H² stands where the slope of tanh, 1 - H², should"),
        SLOPE_NEGATED("H² - 1 stands where the slope of tanh, 1 - H², should"),
        SLOPE_OF_SIGMOID("H (1 - H), the slope of sigmoid, stands where the slope of tanh, 1 - H², should"),
        TANH_AGAIN("the slope is 1 - tanh(H)²; H is tanh of the sum already, so the slope is 1 - H²"),
        SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
        HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
        DH_FOR_DA("the gradients of W_xh, W_hh and b_h are made of dH; they need dA, after the slope"),
        W_HH_NOT_TRANSPOSED("W_hh is not transposed on the way back"),
        W_HQ_NOT_TRANSPOSED("W_hq is not transposed on the way back"),
        STATE_AFTER("W_hh is given the states after the time steps; it met those before them"),
        STATE_BEFORE("W_hq is given the states before the time steps; it met those after them"),
        OVERWRITTEN("each time step's gradients replace those of the one before: add them up"),
        MEAN_OVER_STEPS("the sum over the time steps is divided by their number"),
        MEAN_OVER_BATCH("the sum is divided by batchSize: the loss's mean is in the logits' gradient already"),
        NEGATED("every sign is reversed: return the gradient itself; it is the updater that subtracts it"),
        FIRST_STEP_LEFT_OUT("the first time step is left out: t goes down to 0"),
        LAST_STEP_ALONE("only the last time step's gradients are returned: add up those of all time steps"),
        MEAN_OVER_ROWS("the sum is divided by the number of rows: the loss's mean is in the logits' gradient already"),
        BATCH_MAJOR("the rows of the logits' gradient are read as batch-major; they are time-major"),
        NO_BIAS("b_h is left out of the states that are computed once more: H is tanh(X W_xh + H W_hh + b_h)"),
        ZERO_STATE("the state given is not used: H begins with zeros"),
        FORWARDS("the time steps are walked from the first to the last; begin with the last"),
        ORDER_LOST("the time steps' dA stand in the order of the walk, last one first; inputs and states begin with the first");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
        public String words() {
            return words;
        }

        /** Returns the slope of tanh, given its value. */
        private double slope(double h) {
            return switch (this) {
                case NO_SLOPE -> 1;
                case NOT_SQUARED -> 1 - h;
                case SIGN_OF_SLOPE -> 1 + h * h;
                case SLOPE_NEGATED -> h * h - 1;
                case SLOPE_OF_SIGMOID -> h * (1 - h);
                case TANH_AGAIN -> 1 - Math.tanh(h) * Math.tanh(h);
                default -> 1 - h * h;
            };
        }

        /** Returns what goes back to the time step before. */
        private double[][] handedOn(int t, double[][] dH, double[][] dSum, double[][] back) {
            return switch (this) {
                case WITHIN_ONE_STEP -> Matrix.map(dH, value -> 0);
                case FIRST_STEP_CUT -> t == 1 ? Matrix.map(dH, value -> 0) : Matrix.times(dSum, back);
                case HANDED_ON_WITHOUT_SLOPE -> Matrix.times(dH, back);
                default -> Matrix.times(dSum, back);
            };
        }

        /** Tells whether a time step counts. */
        private boolean counts(int t, int numSteps) {
            return switch (this) {
                case FIRST_STEP_LEFT_OUT -> t > 0;
                case LAST_STEP_ALONE -> t == numSteps - 1;
                case OVERWRITTEN -> t == 0;
                default -> true;
            };
        }

        private double factor(int numSteps, int batchSize) {
            return switch (this) {
                case MEAN_OVER_STEPS -> 1.0 / numSteps;
                case MEAN_OVER_BATCH -> 1.0 / batchSize;
                case MEAN_OVER_ROWS -> 1.0 / (numSteps * batchSize);
                case NEGATED -> -1;
                default -> 1;
            };
        }
    }

    private BackwardPass() {}

    /** Returns the gradients of the parameters as they come out with a slip. */
    public static Parameters gradients(Wrong wrong, double[][][] inputs, double[][] state, Parameters p, double[][] given) {
        int numSteps = inputs.length;
        int batchSize = state.length;
        double[][] dYs = wrong == Wrong.BATCH_MAJOR ? timeMajor(given, numSteps) : given;
        List<double[][]> hiddens = Rnn.hiddens(inputs, wrong == Wrong.ZERO_STATE ? Matrix.map(state, value -> 0) : state,
                wrong == Wrong.NO_BIAS ? new Parameters(p.wXh(), p.wHh(), new double[p.bH().length], p.wHq(), p.bQ()) : p);
        double[][][] dHs = new double[numSteps][][];
        double[][][] dSums = new double[numSteps][][];
        goBack(wrong, hiddens, p, dYs, dHs, dSums);
        Parameters sum = p.zeros();
        for (int t = 0; t < numSteps; t++) {
            if (wrong.counts(t, numSteps)) {
                double[][] dSum = wrong == Wrong.DH_FOR_DA ? dHs[t]
                        : dSums[wrong == Wrong.ORDER_LOST ? numSteps - 1 - t : t];
                double[][] before = hiddens.get(wrong == Wrong.STATE_AFTER ? t + 1 : t);
                double[][] after = hiddens.get(wrong == Wrong.STATE_BEFORE ? t : t + 1);
                sum.add(Rnn.stepGradients(inputs[t], before, after, dSum, rows(dYs, t, batchSize)), 1);
            }
        }
        sum.scale(wrong.factor(numSteps, batchSize));
        return sum;
    }

    /** Computes dH and dA of every time step. */
    private static void goBack(Wrong wrong, List<double[][]> hiddens, Parameters p, double[][] dYs, double[][][] dHs,
            double[][][] dSums) {
        int batchSize = hiddens.get(0).length;
        double[][] back = wrong == Wrong.W_HH_NOT_TRANSPOSED ? p.wHh() : Matrix.transpose(p.wHh());
        boolean isSquare = p.bH().length == p.bQ().length; // else there is no product with W_hq
        double[][] up = wrong == Wrong.W_HQ_NOT_TRANSPOSED && isSquare ? p.wHq() : Matrix.transpose(p.wHq());
        double[][] fromLater = new double[batchSize][p.bH().length];
        int last = dSums.length - 1;
        for (int i = 0; i <= last; i++) {
            int t = wrong == Wrong.FORWARDS ? i : last - i;
            double[][] slope = Matrix.map(hiddens.get(wrong == Wrong.SLOPE_OF_BEFORE ? t : t + 1), wrong::slope);
            double[][] own = Matrix.times(rows(dYs, t, batchSize), up);
            dHs[t] = wrong == Wrong.LATER_ALONE && t < last ? fromLater : Matrix.plus(own, fromLater);
            dSums[t] = Matrix.timesEach(dHs[t], slope);
            fromLater = wrong == Wrong.ONE_STEP_ONLY ? Matrix.times(Matrix.timesEach(own, slope), back)
                    : wrong.handedOn(t, dHs[t], dSums[t], back);
        }
    }

    private static double[][] rows(double[][] all, int t, int batchSize) {
        return Arrays.copyOfRange(all, t * batchSize, (t + 1) * batchSize);
    }

    /** Returns the rows as they are read if the sequences are taken for the first axis. */
    private static double[][] timeMajor(double[][] rows, int numSteps) {
        double[][] read = new double[rows.length][];
        int batchSize = rows.length / numSteps;
        Arrays.setAll(read, i -> rows[i % batchSize * numSteps + i / batchSize]);
        return read;
    }
}
