package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.rnnkit.testkit.Draw;

/**
 * The oracle of a gated recurrent network, in doubles: its forward pass, right or with a known slip. The parameters are a
 * list of rows in the order of step 13; a bias is a single row.
 */
public final class Gru {

    /** The known slips, each with the words that a student reads. NONE gives the right result. */
    public enum Slip {
        NONE(""),
        UPDATE_REVERSED("Z and 1 - Z are exchanged: Z keeps the old state, 1 - Z lets the candidate in"),
        GATES_EXCHANGED("the two gates are exchanged: Z, made of the first three parameters, mixes; R resets"),
        NO_RESET("the reset gate is not used: the candidate sees R ⊙ H, not H"),
        RESET_AFTER("R is multiplied with H W_hh; it belongs before the product, (R ⊙ H) W_hh"),
        NO_UPDATE("the update gate is not used: the candidate alone becomes the new state"),
        OLD_STATE_LOST("the old state's part is missing: Z ⊙ H + (1 - Z) ⊙ C"),
        CANDIDATE_WHOLE("the candidate is not weighed: Z ⊙ H + (1 - Z) ⊙ C"),
        TANH_GATES("tanh stands where sigmoid should: a gate lies between 0 and 1"),
        SIGMOID_CANDIDATE("sigmoid stands where the candidate's tanh should"),
        NO_SIGMOID("the gates have no sigmoid"),
        NO_TANH("the candidate has no tanh"),
        NO_BIASES("the biases b_z, b_r and b_h are forgotten"),
        GATES_WITHOUT_STATE("the gates see the inputs alone, without H"),
        GATES_OF_THE_RESET_STATE("the update gate sees R ⊙ H; only the candidate does"),
        OLD_STATE_WHOLE("the old state is not weighed: Z ⊙ H + (1 - Z) ⊙ C"),
        ONE_MINUS_MISSING("the candidate is multiplied by Z; it must be multiplied by 1 - Z"),
        DIFFERENCE_REVERSED("C + Z ⊙ (C - H) stands where C + Z ⊙ (H - C) should"),
        ADDED_TO_OLD_STATE("H + Z ⊙ (H - C) stands where C + Z ⊙ (H - C) should"),
        DIFFERENCE_ALONE("Z ⊙ (H - C) alone becomes the new state; C has to be added"),
        Z_MINUS_ONE("Z - 1 stands where 1 - Z should"),
        RESET_STATE_MIXED("R ⊙ H is mixed with the candidate; Z keeps H itself"),
        KEPT_BEFORE_CANDIDATE("H becomes Z ⊙ H before the candidate is computed: the candidate sees R ⊙ H with the old H"),
        TANH_OF_THE_MIXTURE("tanh is applied to the new state; only the candidate has it"),
        RESET_REVERSED("R and 1 - R are exchanged: the candidate sees R ⊙ H"),
        RESET_OF_THE_INPUTS("R is multiplied with X W_xh; it must be multiplied with H"),
        RESET_OF_THE_SUM("R is multiplied with the candidate's whole sum; it must be multiplied with H alone"),
        CANDIDATE_WITHOUT_STATE("the candidate sees the inputs alone, without R ⊙ H"),
        CANDIDATE_WITHOUT_INPUTS("the candidate sees the state alone, without X W_xh"),
        NO_GATES("neither gate is used: this is step 4's network"),
        RELU_CANDIDATE("relu stands where the candidate's tanh should"),
        RELU_GATES("relu stands where sigmoid should: a gate lies between 0 and 1"),
        SOFTMAX_GATES("softmax stands where sigmoid should: each unit has a gate of its own"),
        BIAS_AFTER_TANH("b_h is added after the candidate's tanh; it belongs inside"),
        NO_UPDATE_BIAS("the bias b_z is forgotten"),
        NO_RESET_BIAS("the bias b_r is forgotten"),
        NO_CANDIDATE_BIAS("the bias b_h is forgotten"),
        RESET_FROM_UPDATE("both gates are made of the first three parameters; R has the next three"),
        UPDATE_AND_CANDIDATE("the parameters of Z and C are exchanged: three for Z, three for R, three for C"),
        RESET_AND_CANDIDATE("the parameters of R and C are exchanged: three for Z, three for R, three for C"),
        STATE_WEIGHTS_TRANSPOSED("the weights W_hz, W_hr and W_hh are transposed"),
        GATES_WITHOUT_INPUTS("the gates see the state alone, without X");

        private final String words;

        Slip(String words) {
            this.words = words;
        }

        /** Returns the slip in the words that a student reads. */
        public String words() {
            return words;
        }

        /** Returns the parameters that a network with this slip uses in the place of the given ones. */
        private List<double[][]> parametersInPlaceOf(List<double[][]> p) {
            List<double[][]> used = new ArrayList<>(p);
            switch (this) {
                case GATES_EXCHANGED -> exchange(used, 0, 3);
                case UPDATE_AND_CANDIDATE -> exchange(used, 0, 6);
                case RESET_AND_CANDIDATE -> exchange(used, 3, 6);
                case RESET_FROM_UPDATE -> Collections.copy(used.subList(3, 6), p.subList(0, 3));
                case NO_UPDATE_BIAS -> used.set(2, zeros(p.get(2)));
                case NO_RESET_BIAS -> used.set(5, zeros(p.get(5)));
                case NO_CANDIDATE_BIAS -> used.set(8, zeros(p.get(8)));
                case NO_BIASES -> List.of(2, 5, 8).forEach(i -> used.set(i, zeros(p.get(i))));
                case STATE_WEIGHTS_TRANSPOSED -> List.of(1, 4, 7).forEach(i -> used.set(i, Matrix.transpose(p.get(i))));
                default -> { } // the formula is wrong, or nothing is
            }
            return used;
        }

        private static void exchange(List<double[][]> p, int first, int second) {
            for (int i = 0; i < 3; i++) {
                Collections.swap(p, first + i, second + i);
            }
        }
    }

    private Gru() {}

    /** Draws random parameters for which gates are neither open nor shut. */
    public static List<double[][]> draw(Draw draw, int vocabSize, int numHiddens) {
        List<double[][]> p = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            p.add(draw.matrix(vocabSize, numHiddens));
            p.add(draw.matrix(numHiddens, numHiddens));
            p.add(draw.matrix(1, numHiddens));
        }
        p.add(draw.matrix(numHiddens, vocabSize));
        p.add(draw.matrix(1, vocabSize));
        return p;
    }

    /**
     * Draws parameters whose state fades slowly, so that a gradient that has gone back many time steps is not small yet: the
     * update gate is nearly open. The weights from state to state are small, so rounding errors do not grow from step to step.
     */
    public static List<double[][]> drawLasting(Draw draw, int vocabSize, int numHiddens) {
        List<double[][]> p = draw(draw, vocabSize, numHiddens);
        Arrays.fill(p.get(2)[0], 4);
        List.of(1, 4, 7).forEach(i -> p.set(i, Matrix.map(p.get(i), value -> value / 16)));
        return p;
    }

    /** Returns the hidden states: the one given, then one after every time step. */
    public static List<double[][]> hiddens(Slip slip, double[][][] inputs, double[][] state, List<double[][]> p) {
        List<double[][]> used = slip.parametersInPlaceOf(p);
        List<double[][]> hiddens = new ArrayList<>();
        hiddens.add(state);
        for (double[][] x : inputs) {
            hiddens.add(next(slip, x, hiddens.get(hiddens.size() - 1), used));
        }
        return hiddens;
    }

    /** Returns the logits of a forward pass, time-major. */
    public static double[][] logits(Slip slip, double[][][] inputs, double[][] state, List<double[][]> p) {
        List<double[][]> hiddens = hiddens(slip, inputs, state, p);
        return logits(hiddens.subList(1, hiddens.size()), p);
    }

    /** Returns Y = H W_hq + b_q of all states, a block of rows for each. */
    public static double[][] logits(List<double[][]> states, List<double[][]> p) {
        return states.stream().map(h -> Matrix.plus(Matrix.times(h, p.get(9)), p.get(10)[0]))
                .flatMap(Arrays::stream).toArray(double[][]::new);
    }

    /**
     * Returns the gradients of the weighted sum of the logits with respect to the parameters, by central differences: each
     * value is moved a little up and down. In doubles this is exact to about nine digits.
     */
    public static List<double[][]> gradients(double[][][] inputs, double[][] state, List<double[][]> p, double[][] weights) {
        return p.stream().map(rows -> differences(rows, inputs, state, p, weights)).toList();
    }

    /** Returns the gradients of the weighted sum of the logits with respect to the inputs, in the same way. */
    public static double[][][] inputGradients(double[][][] inputs, double[][] state, List<double[][]> p, double[][] weights) {
        return Arrays.stream(inputs).map(rows -> differences(rows, inputs, state, p, weights)).toArray(double[][][]::new);
    }

    /** Returns the gradient with respect to some of the values, which are moved in place and back again. */
    private static double[][] differences(double[][] moved, double[][][] inputs, double[][] state, List<double[][]> p,
            double[][] weights) {
        double delta = 1e-5;
        double[][] gradient = new double[moved.length][moved[0].length];
        for (int i = 0; i < moved.length; i++) {
            for (int j = 0; j < moved[i].length; j++) {
                double value = moved[i][j];
                moved[i][j] = value + delta;
                double above = sum(logits(Slip.NONE, inputs, state, p), weights);
                moved[i][j] = value - delta;
                double below = sum(logits(Slip.NONE, inputs, state, p), weights);
                moved[i][j] = value;
                gradient[i][j] = (above - below) / (2 * delta);
            }
        }
        return gradient;
    }

    private static double sum(double[][] a, double[][] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[i].length; j++) {
                sum += a[i][j] * b[i][j];
            }
        }
        return sum;
    }

    private static double[][] next(Slip slip, double[][] x, double[][] h, List<double[][]> p) {
        double[][] seen = slip == Slip.GATES_WITHOUT_STATE ? zeros(h) : h;
        double[][] read = slip == Slip.GATES_WITHOUT_INPUTS ? zeros(x) : x;
        double[][] r = gate(slip, sum(read, seen, p, 3));
        double[][] z = gate(slip, sum(read, slip == Slip.GATES_OF_THE_RESET_STATE ? Matrix.timesEach(r, h) : seen, p, 0));
        double[][] c = candidate(slip, x, slip == Slip.KEPT_BEFORE_CANDIDATE ? Matrix.timesEach(z, h) : h, r, p);
        return mixture(slip, z, r, h, c);
    }

    private static double[][] candidate(Slip slip, double[][] x, double[][] h, double[][] r, List<double[][]> p) {
        double[][] reset = Matrix.timesEach(r, h);
        double[][] sum = switch (slip) {
            case NO_RESET, NO_GATES -> sum(x, h, p, 6);
            case RESET_AFTER -> Matrix.plus(Matrix.plus(Matrix.times(x, p.get(6)),
                    Matrix.timesEach(r, Matrix.times(h, p.get(7)))), p.get(8)[0]);
            case RESET_REVERSED -> sum(x, Matrix.timesEach(Matrix.map(r, v -> 1 - v), h), p, 6);
            case RESET_OF_THE_INPUTS -> Matrix.plus(Matrix.plus(Matrix.timesEach(r, Matrix.times(x, p.get(6))),
                    Matrix.times(h, p.get(7))), p.get(8)[0]);
            case RESET_OF_THE_SUM -> Matrix.timesEach(r, sum(x, h, p, 6));
            case CANDIDATE_WITHOUT_STATE -> sum(x, zeros(h), p, 6);
            case CANDIDATE_WITHOUT_INPUTS -> sum(zeros(x), reset, p, 6);
            case BIAS_AFTER_TANH -> Matrix.plus(Matrix.times(x, p.get(6)), Matrix.times(reset, p.get(7)));
            default -> sum(x, reset, p, 6);
        };
        double[][] c = Matrix.map(sum, switch (slip) {
            case SIGMOID_CANDIDATE -> Gru::sigmoid;
            case RELU_CANDIDATE -> value -> Math.max(value, 0);
            case NO_TANH -> value -> value;
            default -> Math::tanh;
        });
        return slip == Slip.BIAS_AFTER_TANH ? Matrix.plus(c, p.get(8)[0]) : c;
    }

    private static double[][] mixture(Slip slip, double[][] z, double[][] r, double[][] h, double[][] c) {
        double[][] rest = Matrix.map(z, v -> 1 - v);
        return switch (slip) {
            case UPDATE_REVERSED -> Matrix.plus(Matrix.timesEach(z, c), Matrix.timesEach(rest, h));
            case NO_UPDATE, NO_GATES -> c;
            case OLD_STATE_LOST -> Matrix.timesEach(rest, c);
            case OLD_STATE_WHOLE -> Matrix.plus(h, Matrix.timesEach(rest, c));
            case CANDIDATE_WHOLE -> Matrix.plus(Matrix.timesEach(z, h), c);
            case ONE_MINUS_MISSING -> Matrix.plus(Matrix.timesEach(z, h), Matrix.timesEach(z, c));
            case Z_MINUS_ONE -> Matrix.plus(Matrix.timesEach(z, h), Matrix.timesEach(Matrix.map(rest, v -> -v), c));
            case DIFFERENCE_REVERSED -> Matrix.plus(c, Matrix.timesEach(z, Matrix.minus(c, h)));
            case ADDED_TO_OLD_STATE -> Matrix.plus(h, Matrix.timesEach(z, Matrix.minus(h, c)));
            case DIFFERENCE_ALONE -> Matrix.timesEach(z, Matrix.minus(h, c));
            case RESET_STATE_MIXED -> Matrix.plus(Matrix.timesEach(z, Matrix.timesEach(r, h)), Matrix.timesEach(rest, c));
            case TANH_OF_THE_MIXTURE -> Matrix.map(mixture(Slip.NONE, z, r, h, c), Math::tanh);
            default -> Matrix.plus(Matrix.timesEach(z, h), Matrix.timesEach(rest, c));
        };
    }

    private static double[][] sum(double[][] x, double[][] h, List<double[][]> p, int first) {
        return Matrix.plus(Matrix.plus(Matrix.times(x, p.get(first)), Matrix.times(h, p.get(first + 1))),
                p.get(first + 2)[0]);
    }

    private static double[][] gate(Slip slip, double[][] sum) {
        return slip == Slip.SOFTMAX_GATES ? Matrix.mapRows(sum, CrossEntropy::softmax)
                : Matrix.map(sum, switch (slip) {
                    case TANH_GATES -> Math::tanh;
                    case RELU_GATES -> value -> Math.max(value, 0);
                    case NO_SIGMOID -> value -> value;
                    default -> Gru::sigmoid;
                });
    }

    private static double[][] zeros(double[][] like) {
        return new double[like.length][like[0].length];
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
