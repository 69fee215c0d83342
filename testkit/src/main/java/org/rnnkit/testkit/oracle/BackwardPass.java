package org.rnnkit.testkit.oracle;

import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Deviation;

/** Backpropagation through time as it comes out with a known slip. {@link Rnn} has the right one. */
public final class BackwardPass {

    /** A known slip. */
    public enum Wrong implements Deviation {
        WITHIN_ONE_STEP("nothing goes from a time step to the one before it: dH is dY W_hq^T plus what came from later"),
        NO_SLOPE("the slope of tanh, 1 - H², is missing"),
        NOT_SQUARED("1 - H stands where the slope of tanh, 1 - H², should"),
        SIGN_OF_SLOPE("1 + H² stands where the slope of tanh, 1 - H², should"),
        SLOPE_OF_SIGMOID("H (1 - H), the slope of sigmoid, stands where the slope of tanh, 1 - H², should"),
        TANH_AGAIN("the slope is 1 - tanh(H)²; H is tanh of the sum already, so the slope is 1 - H²"),
        SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
        HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
        FROM_LATER_WITHOUT_SLOPE("what comes from the step after is added to dA; it belongs to dH, before the slope"),
        FROM_LATER_ADDED_UP("what goes to the step before is added up over the steps; each step hands on its own dA W_hh^T"),
        DH_FOR_DA("the gradients of W_xh, W_hh and b_h are made of dH; they need dA, after the slope"),
        STATES_OVERWRITTEN("the slope 1 - H² is computed in place: the states are lost before W_hh and W_hq need them"),
        W_HH_NOT_TRANSPOSED("W_hh is not transposed on the way back"),
        W_HQ_NOT_TRANSPOSED("W_hq is not transposed on the way back"),
        STATE_AFTER("W_hh is given the states after the time steps; it met those before them"),
        STATE_GIVEN("W_hh is given the state given at every time step; it met the one before each"),
        STATE_BEFORE("W_hq is given the states before the time steps; it met those after them"),
        OVERWRITTEN("each time step's gradients replace those of the one before: add them up"),
        MEAN_OVER_STEPS("the sum over the time steps is divided by their number"),
        MEAN_OVER_BATCH("the sum is divided by batchSize: the loss's mean is in the logits' gradient already"),
        NEGATED("every sign is reversed: return the gradient itself; it is the updater that subtracts it"),
        FIRST_STEP_LEFT_OUT("the first time step is left out: t goes down to 0"),
        LAST_STEP_LEFT_OUT("the last time step is left out: t begins with numSteps - 1"),
        LAST_STEP_ALONE("only the last time step's gradients are returned: add up those of all time steps"),
        HIDDENS_WITHOUT_BIAS("the states are computed without b_h"),
        HIDDENS_APART("the states are all computed from the state given; each follows from the one before"),
        MEAN_OVER_ROWS("the sum is divided by the number of rows: the loss's mean is in the logits' gradient already"),
        BATCH_MAJOR("the rows of the logits' gradient are read as batch-major; they are time-major"),
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

        private List<double[][]> hiddens(double[][][] inputs, double[][] state, Parameters p) {
            return switch (this) {
                case ZERO_STATE -> Rnn.hiddens(Rnn.TANH, inputs, new double[state.length][p.bH().length], p);
                case HIDDENS_WITHOUT_BIAS -> Rnn.hiddens(Rnn.TANH, inputs, state,
                        new Parameters(p.wXh(), p.wHh(), new double[p.bH().length], p.wHq(), p.bQ()));
                case HIDDENS_APART -> Rnn.hiddens((x, h, same) -> Rnn.TANH.next(x, state, same), inputs, state, p);
                default -> Rnn.hiddens(Rnn.TANH, inputs, state, p);
            };
        }

        /** Returns the slope of tanh, given its value. */
        private double slope(double h) {
            return switch (this) {
                case NO_SLOPE -> 1;
                case NOT_SQUARED -> 1 - h;
                case SIGN_OF_SLOPE -> 1 + h * h;
                case SLOPE_OF_SIGMOID -> h * (1 - h);
                case TANH_AGAIN -> 1 - Math.tanh(h) * Math.tanh(h);
                default -> 1 - h * h;
            };
        }

        /** Returns what goes back to the time step before. */
        private double[][] handedOn(double[][] dH, double[][] dSum, double[][] fromLater, double[][] back) {
            return switch (this) {
                case WITHIN_ONE_STEP -> fromLater;
                case FROM_LATER_ADDED_UP -> Matrix.plus(fromLater, Matrix.times(dSum, back));
                case HANDED_ON_WITHOUT_SLOPE -> Matrix.times(dH, back);
                default -> Matrix.times(dSum, back);
            };
        }

        /** Returns the state that is multiplied with dA of a time step. */
        private double[][] before(List<double[][]> hiddens, int t) {
            return hiddens.get(switch (this) {
                case STATE_AFTER -> t + 1;
                case STATE_GIVEN -> 0;
                default -> t;
            });
        }

        /** Tells whether a time step counts. */
        private boolean counts(int t, int numSteps) {
            return switch (this) {
                case FIRST_STEP_LEFT_OUT -> t > 0;
                case LAST_STEP_LEFT_OUT -> t < numSteps - 1;
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
        List<double[][]> hiddens = wrong.hiddens(inputs, state, p);
        double[][][] dHs = new double[numSteps][][];
        double[][][] dSums = new double[numSteps][][];
        goBack(wrong, hiddens, p, dYs, dHs, dSums);
        if (wrong == Wrong.STATES_OVERWRITTEN) {
            hiddens.replaceAll(h -> Matrix.map(h, v -> 1 - v * v));
            hiddens.set(0, state);
        }
        Parameters sum = p.zeros();
        for (int t = 0; t < numSteps; t++) {
            if (wrong.counts(t, numSteps)) {
                double[][] dSum = wrong == Wrong.DH_FOR_DA ? dHs[t]
                        : dSums[wrong == Wrong.ORDER_LOST ? numSteps - 1 - t : t];
                double[][] after = hiddens.get(wrong == Wrong.STATE_BEFORE ? t : t + 1);
                sum.add(Rnn.stepGradients(inputs[t], wrong.before(hiddens, t), after, dSum, rows(dYs, t, batchSize)), 1);
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
        int last = dSums.length - (wrong == Wrong.LAST_STEP_LEFT_OUT ? 2 : 1);
        for (int i = 0; i <= last; i++) {
            int t = wrong == Wrong.FORWARDS ? i : last - i;
            double[][] slope = Matrix.map(hiddens.get(wrong == Wrong.SLOPE_OF_BEFORE ? t : t + 1), wrong::slope);
            double[][] fromLogits = Matrix.times(rows(dYs, t, batchSize), up);
            dHs[t] = Matrix.plus(fromLogits, fromLater);
            dSums[t] = wrong == Wrong.FROM_LATER_WITHOUT_SLOPE
                    ? Matrix.plus(Matrix.timesEach(fromLogits, slope), fromLater) : Matrix.timesEach(dHs[t], slope);
            fromLater = wrong.handedOn(dHs[t], dSums[t], fromLater, back);
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
