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
        /** The slope has the wrong sign. */
        SIGN_OF_SLOPE("1 + H² stands where the slope of tanh, 1 - H², should"),
        /** The slope is that of another function. */
        SLOPE_OF_SIGMOID("H (1 - H), the slope of sigmoid, stands where the slope of tanh, 1 - H², should"),
        /** The slope is not subtracted from 1. */
        SQUARE_ALONE("H² stands where the slope of tanh, 1 - H², should"),
        /** Tanh is applied to the states again. */
        TANH_AGAIN("the slope is 1 - tanh(H)²; H is tanh of the sum already, so the slope is 1 - H²"),
        /** The slope is computed from the state before the time step. */
        SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
        /** The gradient is passed on without the slope. */
        HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
        /** The gradient from the later steps does not pass the slope of the step. */
        FROM_LATER_WITHOUT_SLOPE("what comes from the step after is added to dA; it belongs to dH, before the slope"),
        /** Only the last time step gets the gradient of its own logits. */
        FROM_LATER_ALONE("dH is only what comes from the step after; dY W_hq^T has to be added at every time step"),
        /** The gradients that go to earlier steps are added up over the steps. */
        FROM_LATER_ADDED_UP("what goes to the step before is added up over the steps; each step hands on its own dA W_hh^T"),
        /** The gradients use dH instead of dA. */
        DH_FOR_DA("the gradients of W_xh, W_hh and b_h are made of dH; they need dA, after the slope"),
        /** The slope is left out at the first time step. */
        FIRST_SLOPE_LEFT_OUT("the slope is left out at the first time step: t goes down to 0 for it, too"),
        /** The inputs are in another order than dA. */
        INPUTS_BATCH_MAJOR("the inputs are in the order of the sequences where dA is in the order of time"),
        /** The states hold the slope when they are needed again. */
        STATES_OVERWRITTEN("the slope 1 - H² is computed in place: the states are lost before W_hh and W_hq need them"),
        /** The backward pass uses W_hh as the forward pass does. */
        W_HH_NOT_TRANSPOSED("W_hh is not transposed on the way back"),
        /** W_hq is not transposed; the shapes allow it only if there are as many hidden units as tokens. */
        W_HQ_NOT_TRANSPOSED("W_hq is not transposed on the way back"),
        /** W_hh's gradient uses the wrong state. */
        STATE_AFTER("W_hh is given the states after the time steps; it met those before them"),
        /** W_hh's gradient uses the same state at every step. */
        STATE_GIVEN("W_hh is given the state given at every time step; it met the one before each"),
        /** W_hq's gradient uses the wrong state. */
        STATE_BEFORE("W_hq is given the states before the time steps; it met those after them"),
        /** Only the gradients of the last visited time step are kept. */
        OVERWRITTEN("each time step's gradients replace those of the one before: add them up"),
        /** The mean over the time steps is taken. */
        MEAN_OVER_STEPS("the sum over the time steps is divided by their number"),
        /** The mean over the sequences is taken. */
        MEAN_OVER_BATCH("the sum is divided by batchSize: the loss's mean is in the logits' gradient already"),
        /** The sign is reversed. */
        NEGATED("every sign is reversed: return the gradient itself; it is the updater that subtracts it"),
        /** The loop ends early. */
        FIRST_STEP_LEFT_OUT("the first time step is left out: t goes down to 0"),
        /** The loop begins late. */
        LAST_STEP_LEFT_OUT("the last time step is left out: t begins with numSteps - 1"),
        /** Only one time step counts. */
        LAST_STEP_ALONE("only the last time step's gradients are returned: add up those of all time steps"),
        /** The forward pass forgets a bias. */
        HIDDENS_WITHOUT_BIAS("the states are computed without b_h"),
        /** The forward pass forgets tanh. */
        HIDDENS_WITHOUT_TANH("the states are computed without tanh"),
        /** The forward pass never updates the state. */
        HIDDENS_APART("the states are all computed from the state given; each follows from the one before"),
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
        List<double[][]> hiddens = hiddens(kind, inputs, state, p);
        double[][][] dHs = new double[numSteps][][];
        double[][][] dSums = new double[numSteps][][];
        goBack(kind, hiddens, p, dYs, dHs, dSums);
        if (kind == Kind.STATES_OVERWRITTEN) {
            hiddens.replaceAll(h -> Matrix.map(h, v -> 1 - v * v));
            hiddens.set(0, state);
        }
        double[][][] read = kind == Kind.INPUTS_BATCH_MAJOR ? sequencesFirst(inputs) : inputs;
        Parameters sum = zeros(p);
        for (int t = kind == Kind.FIRST_STEP_LEFT_OUT ? 1 : kind == Kind.LAST_STEP_ALONE ? numSteps - 1 : 0;
                t < (kind == Kind.OVERWRITTEN ? 1 : kind == Kind.LAST_STEP_LEFT_OUT ? numSteps - 1 : numSteps); t++) {
            double[][] dSum = kind == Kind.DH_FOR_DA ? dHs[t] : dSums[kind == Kind.ORDER_LOST ? numSteps - 1 - t : t];
            double[][] dY = rows(dYs, t, batchSize);
            double[][] before = hiddens.get(kind == Kind.STATE_AFTER ? t + 1 : kind == Kind.STATE_GIVEN ? 0 : t);
            double[][] after = hiddens.get(kind == Kind.STATE_BEFORE ? t : t + 1);
            sum = plus(sum, new Parameters(Matrix.times(Matrix.transpose(read[t]), dSum),
                    Matrix.times(Matrix.transpose(before), dSum), Matrix.columnSums(dSum),
                    Matrix.times(Matrix.transpose(after), dY), Matrix.columnSums(dY)));
        }
        double divisor = switch (kind) {
            case MEAN_OVER_STEPS -> numSteps;
            case MEAN_OVER_BATCH -> batchSize;
            case MEAN_OVER_ROWS -> given.length;
            case NEGATED -> -1;
            default -> 1;
        };
        sum.rows().forEach(row -> Arrays.setAll(row, i -> row[i] / divisor));
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

    private static double[][] batchMajor(double[][] timeMajor, int batchSize) {
        int numSteps = timeMajor.length / batchSize;
        double[][] rows = new double[timeMajor.length][];
        Arrays.setAll(rows, i -> timeMajor[i % batchSize * numSteps + i / batchSize]);
        return rows;
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
