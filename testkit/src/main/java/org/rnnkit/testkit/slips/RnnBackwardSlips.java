package org.rnnkit.testkit.slips;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** The wrong results of backpropagation through time, one for each known slip. */
public final class RnnBackwardSlips {

    /** The known slips. */
    enum Kind {
        WITHIN_ONE_STEP("nothing goes from a time step to the one before it: dH is dY W_hq^T plus what came from later"),
        NO_SLOPE("the slope of tanh, 1 - H², is missing"),
        NOT_SQUARED("1 - H stands where the slope of tanh, 1 - H², should"),
        SIGN_OF_SLOPE("1 + H² stands where the slope of tanh, 1 - H², should"),
        SLOPE_OF_SIGMOID("H (1 - H), the slope of sigmoid, stands where the slope of tanh, 1 - H², should"),
        SQUARE_ALONE("H² stands where the slope of tanh, 1 - H², should"),
        TANH_AGAIN("the slope is 1 - tanh(H)²; H is tanh of the sum already, so the slope is 1 - H²"),
        SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
        HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
        FROM_LATER_WITHOUT_SLOPE("what comes from the step after is added to dA; it belongs to dH, before the slope"),
        FROM_LATER_ALONE("dH is only what comes from the step after; dY W_hq^T has to be added at every time step"),
        FROM_LATER_ADDED_UP("what goes to the step before is added up over the steps; each step hands on its own dA W_hh^T"),
        DH_FOR_DA("the gradients of W_xh, W_hh and b_h are made of dH; they need dA, after the slope"),
        FIRST_SLOPE_LEFT_OUT("the slope is left out at the first time step: t goes down to 0 for it, too"),
        INPUTS_BATCH_MAJOR("the inputs are in the order of the sequences where dA is in the order of time"),
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
        HIDDENS_WITHOUT_TANH("the states are computed without tanh"),
        HIDDENS_APART("the states are all computed from the state given; each follows from the one before"),
        MEAN_OVER_ROWS("the sum is divided by the number of rows: the loss's mean is in the logits' gradient already"),
        BATCH_MAJOR("the rows of the logits' gradient are read as batch-major; they are time-major"),
        ZERO_STATE("the state given is not used: H begins with zeros"),
        FORWARDS("the time steps are walked from the first to the last; begin with the last"),
        ORDER_LOST("the time steps' dA stand in the order of the walk, last one first; inputs and states begin with the first");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    private RnnBackwardSlips() {}

    /** Returns the wrong gradients of each slip that is possible with these sizes, by the words that a student reads. */
    public static Map<String, Parameters> of(double[][][] inputs, double[][] state, Parameters p, double[][] logitsGradient) {
        Map<String, Parameters> all = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            if (kind != Kind.W_HQ_NOT_TRANSPOSED || p.bH().length == p.bQ().length) {
                all.put(kind.words, with(kind, inputs, state, p, logitsGradient));
            }
        }
        return all;
    }

    static Parameters with(Kind kind, double[][][] inputs, double[][] state, Parameters p, double[][] given) {
        int numSteps = inputs.length;
        int batchSize = state.length;
        double[][] dYs = kind == Kind.BATCH_MAJOR ? ForwardSlips.batchMajor(given, numSteps) : given;
        List<double[][]> hiddens = hiddens(kind, inputs, state, p);
        double[][][] dHs = new double[numSteps][][];
        double[][][] dSums = new double[numSteps][][];
        goBack(kind, hiddens, p, dYs, dHs, dSums);
        if (kind == Kind.STATES_OVERWRITTEN) {
            hiddens.replaceAll(h -> Matrix.map(h, v -> 1 - v * v));
            hiddens.set(0, state);
        }
        double[][][] read = kind == Kind.INPUTS_BATCH_MAJOR ? sequencesFirst(inputs) : inputs;
        Parameters sum = p.zeros();
        for (int t = kind == Kind.FIRST_STEP_LEFT_OUT ? 1 : kind == Kind.LAST_STEP_ALONE ? numSteps - 1 : 0;
                t < (kind == Kind.OVERWRITTEN ? 1 : kind == Kind.LAST_STEP_LEFT_OUT ? numSteps - 1 : numSteps); t++) {
            double[][] dSum = kind == Kind.DH_FOR_DA ? dHs[t] : dSums[kind == Kind.ORDER_LOST ? numSteps - 1 - t : t];
            double[][] dY = rows(dYs, t, batchSize);
            double[][] before = hiddens.get(kind == Kind.STATE_AFTER ? t + 1 : kind == Kind.STATE_GIVEN ? 0 : t);
            double[][] after = hiddens.get(kind == Kind.STATE_BEFORE ? t : t + 1);
            sum.add(Rnn.stepGradients(read[t], before, after, dSum, dY), 1);
        }
        sum.scale(switch (kind) {
            case MEAN_OVER_STEPS -> 1.0 / numSteps;
            case MEAN_OVER_BATCH -> 1.0 / batchSize;
            case MEAN_OVER_ROWS -> 1.0 / given.length;
            case NEGATED -> -1;
            default -> 1;
        });
        return sum;
    }

    private static List<double[][]> hiddens(Kind kind, double[][][] inputs, double[][] state, Parameters p) {
        return switch (kind) {
            case ZERO_STATE -> Rnn.hiddens(Rnn.TANH, inputs, new double[state.length][p.bH().length], p);
            case HIDDENS_WITHOUT_BIAS -> Rnn.hiddens(Rnn.TANH, inputs, state,
                    new Parameters(p.wXh(), p.wHh(), new double[p.bH().length], p.wHq(), p.bQ()));
            case HIDDENS_WITHOUT_TANH -> Rnn.hiddens(Rnn::sum, inputs, state, p);
            case HIDDENS_APART -> Rnn.hiddens((x, h, same) -> Rnn.TANH.next(x, state, same), inputs, state, p);
            default -> Rnn.hiddens(Rnn.TANH, inputs, state, p);
        };
    }

    /** Computes dH and dA of every time step. */
    private static void goBack(Kind kind, List<double[][]> hiddens, Parameters p, double[][] dYs, double[][][] dHs,
            double[][][] dSums) {
        int batchSize = hiddens.get(0).length;
        double[][] back = kind == Kind.W_HH_NOT_TRANSPOSED ? p.wHh() : Matrix.transpose(p.wHh());
        double[][] up = kind == Kind.W_HQ_NOT_TRANSPOSED ? p.wHq() : Matrix.transpose(p.wHq());
        double[][] fromLater = new double[batchSize][p.bH().length];
        int last = dSums.length - (kind == Kind.LAST_STEP_LEFT_OUT ? 2 : 1);
        for (int i = 0; i <= last; i++) {
            int t = kind == Kind.FORWARDS ? i : last - i;
            double[][] slope = Matrix.map(hiddens.get(kind == Kind.SLOPE_OF_BEFORE ? t : t + 1), v -> slope(kind, v));
            double[][] fromLogits = Matrix.times(rows(dYs, t, batchSize), up);
            dHs[t] = kind == Kind.FROM_LATER_ALONE && i > 0 ? fromLater : Matrix.plus(fromLogits, fromLater);
            dSums[t] = kind == Kind.FIRST_SLOPE_LEFT_OUT && t == 0 ? dHs[t] : kind == Kind.FROM_LATER_WITHOUT_SLOPE
                    ? Matrix.plus(Matrix.timesEach(fromLogits, slope), fromLater) : Matrix.timesEach(dHs[t], slope);
            double[][] handedOn = Matrix.times(kind == Kind.HANDED_ON_WITHOUT_SLOPE ? dHs[t] : dSums[t], back);
            fromLater = switch (kind) {
                case WITHIN_ONE_STEP -> fromLater;
                case FROM_LATER_ADDED_UP -> Matrix.plus(fromLater, handedOn);
                default -> handedOn;
            };
        }
    }

    private static double slope(Kind kind, double h) {
        return switch (kind) {
            case NO_SLOPE -> 1;
            case NOT_SQUARED -> 1 - h;
            case SIGN_OF_SLOPE -> 1 + h * h;
            case SLOPE_OF_SIGMOID -> h * (1 - h);
            case SQUARE_ALONE -> h * h;
            case TANH_AGAIN -> 1 - Math.tanh(h) * Math.tanh(h);
            default -> 1 - h * h;
        };
    }

    private static double[][] rows(double[][] all, int t, int batchSize) {
        return Arrays.copyOfRange(all, t * batchSize, (t + 1) * batchSize);
    }

    /** Returns the rows in the order of the sequences, cut into blocks as long as those of the time steps. */
    private static double[][][] sequencesFirst(double[][][] inputs) {
        int batchSize = inputs[0].length;
        double[][][] blocks = new double[inputs.length][batchSize][];
        for (int i = 0; i < inputs.length * batchSize; i++) {
            blocks[i / batchSize][i % batchSize] = inputs[i % inputs.length][i / inputs.length];
        }
        return blocks;
    }
}
