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

    private RnnBackwardSlips() {}

    /** Returns the wrong gradients of each slip that is possible with these sizes, by the words that a student reads. */
    public static Map<String, Parameters> of(double[][][] inputs, double[][] state, Parameters p, double[][] logitsGradient) {
        Map<String, Parameters> all = new LinkedHashMap<>();
        for (BackwardSlipKind kind : BackwardSlipKind.values()) {
            if (kind != BackwardSlipKind.W_HQ_NOT_TRANSPOSED || p.bH().length == p.bQ().length) {
                all.put(kind.words, with(kind, inputs, state, p, logitsGradient));
            }
        }
        return all;
    }

    static Parameters with(BackwardSlipKind kind, double[][][] inputs, double[][] state, Parameters p, double[][] given) {
        int numSteps = inputs.length;
        int batchSize = state.length;
        double[][] dYs = kind == BackwardSlipKind.BATCH_MAJOR ? ForwardSlips.batchMajor(given, numSteps) : given;
        List<double[][]> hiddens = hiddens(kind, inputs, state, p);
        double[][][] dHs = new double[numSteps][][];
        double[][][] dSums = new double[numSteps][][];
        goBack(kind, hiddens, p, dYs, dHs, dSums);
        if (kind == BackwardSlipKind.STATES_OVERWRITTEN) {
            hiddens.replaceAll(h -> Matrix.map(h, v -> 1 - v * v));
            hiddens.set(0, state);
        }
        double[][][] read = kind == BackwardSlipKind.INPUTS_BATCH_MAJOR ? sequencesFirst(inputs) : inputs;
        Parameters sum = p.zeros();
        for (int t = kind == BackwardSlipKind.FIRST_STEP_LEFT_OUT ? 1 : kind == BackwardSlipKind.LAST_STEP_ALONE
                ? numSteps - 1 : 0;
                t < (kind == BackwardSlipKind.OVERWRITTEN ? 1 : kind == BackwardSlipKind.LAST_STEP_LEFT_OUT ? numSteps - 1
                        : numSteps); t++) {
            double[][] dSum = kind == BackwardSlipKind.DH_FOR_DA ? dHs[t] : dSums[kind == BackwardSlipKind.ORDER_LOST
                    ? numSteps - 1 - t : t];
            double[][] dY = rows(dYs, t, batchSize);
            double[][] before = hiddens.get(kind == BackwardSlipKind.STATE_AFTER ? t + 1
                    : kind == BackwardSlipKind.STATE_GIVEN ? 0 : t);
            double[][] after = hiddens.get(kind == BackwardSlipKind.STATE_BEFORE ? t : t + 1);
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

    private static List<double[][]> hiddens(BackwardSlipKind kind, double[][][] inputs, double[][] state, Parameters p) {
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
    private static void goBack(BackwardSlipKind kind, List<double[][]> hiddens, Parameters p, double[][] dYs, double[][][] dHs,
            double[][][] dSums) {
        int batchSize = hiddens.get(0).length;
        double[][] back = kind == BackwardSlipKind.W_HH_NOT_TRANSPOSED ? p.wHh() : Matrix.transpose(p.wHh());
        double[][] up = kind == BackwardSlipKind.W_HQ_NOT_TRANSPOSED ? p.wHq() : Matrix.transpose(p.wHq());
        double[][] fromLater = new double[batchSize][p.bH().length];
        int last = dSums.length - (kind == BackwardSlipKind.LAST_STEP_LEFT_OUT ? 2 : 1);
        for (int i = 0; i <= last; i++) {
            int t = kind == BackwardSlipKind.FORWARDS ? i : last - i;
            double[][] slope = Matrix.map(hiddens.get(kind == BackwardSlipKind.SLOPE_OF_BEFORE ? t : t + 1), v -> slope(kind,
                    v));
            double[][] fromLogits = Matrix.times(rows(dYs, t, batchSize), up);
            dHs[t] = kind == BackwardSlipKind.FROM_LATER_ALONE && i > 0 ? fromLater : Matrix.plus(fromLogits, fromLater);
            dSums[t] = kind == BackwardSlipKind.FIRST_SLOPE_LEFT_OUT && t == 0 ? dHs[t]
                    : kind == BackwardSlipKind.FROM_LATER_WITHOUT_SLOPE
                    ? Matrix.plus(Matrix.timesEach(fromLogits, slope), fromLater) : Matrix.timesEach(dHs[t], slope);
            double[][] handedOn = Matrix.times(kind == BackwardSlipKind.HANDED_ON_WITHOUT_SLOPE ? dHs[t] : dSums[t], back);
            fromLater = switch (kind) {
                case WITHIN_ONE_STEP -> fromLater;
                case FROM_LATER_ADDED_UP -> Matrix.plus(fromLater, handedOn);
                default -> handedOn;
            };
        }
    }

    private static double slope(BackwardSlipKind kind, double h) {
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
