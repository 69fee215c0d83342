package org.rnnkit.testkit.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.rnnkit.testkit.Draw;

/**
 * The oracle of a gated recurrent network, in doubles: its forward pass, right or with a known slip. The parameters are a
 * list of rows in the order of step 13; a bias is a single row.
 */
public final class Gru {

    /** The known slips. NONE gives the right result. */
    public enum Slip {
        /** No slip. */
        NONE(""),
        /** Old state and candidate are exchanged. */
        UPDATE_REVERSED("Z and 1 - Z are exchanged: Z keeps the old state, 1 - Z lets the candidate in"),
        /** The two gates are exchanged. */
        GATES_EXCHANGED("the two gates are exchanged: Z, made of the first three parameters, mixes; R resets"),
        /** The candidate uses the whole old state. */
        NO_RESET("the reset gate is not used: the candidate sees R ⊙ H, not H"),
        /** The reset gate is applied after the product. */
        RESET_AFTER("R is multiplied with H W_hh; it belongs before the product, (R ⊙ H) W_hh"),
        /** The candidate is the new state. */
        NO_UPDATE("the update gate is not used: the candidate alone becomes the new state"),
        /** Nothing of the old state is kept. */
        OLD_STATE_LOST("the old state's part is missing: Z ⊙ H + (1 - Z) ⊙ C"),
        /** The candidate is not multiplied by 1 - Z. */
        CANDIDATE_WHOLE("the candidate is not weighed: Z ⊙ H + (1 - Z) ⊙ C"),
        /** The gates use tanh, so they go below 0. */
        TANH_GATES("tanh stands where sigmoid should: a gate lies between 0 and 1"),
        /** The candidate uses sigmoid, so it does not go below 0. */
        SIGMOID_CANDIDATE("sigmoid stands where the candidate's tanh should"),
        /** The gates are not bounded. */
        NO_SIGMOID("the gates have no sigmoid"),
        /** The candidate is not bounded. */
        NO_TANH("the candidate has no tanh"),
        /** Biases are forgotten. */
        NO_BIASES("the biases b_z, b_r and b_h are forgotten"),
        /** The gates do not use the state. */
        GATES_WITHOUT_STATE("the gates see the inputs alone, without H"),
        /** The update gate uses the reset state. */
        GATES_OF_THE_RESET_STATE("the update gate sees R ⊙ H; only the candidate does"),
        /** The state never changes. */
        NEVER_UPDATED("H is never updated: every time step sees the state given"),
        /** The initial state is zero. */
        ZERO_STATE("the state given is not used: H begins with zeros");

        private final String words;

        Slip(String words) {
            this.words = words;
        }

        /** Returns the slip in the words that a student reads. */
        public String words() {
            return words;
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

    /** Returns the hidden states: the one given, then one after every time step. */
    public static List<double[][]> hiddens(Slip slip, double[][][] inputs, double[][] state, List<double[][]> p) {
        double[][] h = slip == Slip.ZERO_STATE ? new double[state.length][state[0].length] : state;
        List<double[][]> hiddens = new ArrayList<>();
        hiddens.add(h);
        for (double[][] x : inputs) {
            hiddens.add(next(slip, x, slip == Slip.NEVER_UPDATED ? h : hiddens.get(hiddens.size() - 1), p));
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
        double delta = 1e-5;
        List<double[][]> gradients = new ArrayList<>();
        for (double[][] rows : p) {
            double[][] gradient = new double[rows.length][rows[0].length];
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < rows[i].length; j++) {
                    double value = rows[i][j];
                    rows[i][j] = value + delta;
                    double above = sum(logits(Slip.NONE, inputs, state, p), weights);
                    rows[i][j] = value - delta;
                    double below = sum(logits(Slip.NONE, inputs, state, p), weights);
                    rows[i][j] = value;
                    gradient[i][j] = (above - below) / (2 * delta);
                }
            }
            gradients.add(gradient);
        }
        return gradients;
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
        double[][] seen = slip == Slip.GATES_WITHOUT_STATE ? new double[h.length][h[0].length] : h;
        double[][] first = gate(slip, sum(slip, x, seen, p, 0));
        double[][] second = gate(slip, sum(slip, x, seen, p, 3));
        double[][] z = slip == Slip.GATES_EXCHANGED ? second : first;
        double[][] r = slip == Slip.GATES_EXCHANGED ? first : second;
        if (slip == Slip.GATES_OF_THE_RESET_STATE) {
            z = gate(slip, sum(slip, x, Matrix.timesEach(r, h), p, 0));
        }
        double[][] c = Matrix.map(switch (slip) {
            case NO_RESET -> sum(slip, x, h, p, 6);
            case RESET_AFTER -> Matrix.plus(Matrix.plus(Matrix.times(x, p.get(6)),
                    Matrix.timesEach(r, Matrix.times(h, p.get(7)))), p.get(8)[0]);
            default -> sum(slip, x, Matrix.timesEach(r, h), p, 6);
        }, candidate(slip));
        double[][] rest = Matrix.map(z, v -> 1 - v);
        return switch (slip) {
            case UPDATE_REVERSED -> Matrix.plus(Matrix.timesEach(z, c), Matrix.timesEach(rest, h));
            case NO_UPDATE -> c;
            case OLD_STATE_LOST -> Matrix.timesEach(rest, c);
            case CANDIDATE_WHOLE -> Matrix.plus(Matrix.timesEach(z, h), c);
            default -> Matrix.plus(Matrix.timesEach(z, h), Matrix.timesEach(rest, c));
        };
    }

    private static double[][] sum(Slip slip, double[][] x, double[][] h, List<double[][]> p, int first) {
        double[][] sum = Matrix.plus(Matrix.times(x, p.get(first)), Matrix.times(h, p.get(first + 1)));
        return slip == Slip.NO_BIASES ? sum : Matrix.plus(sum, p.get(first + 2)[0]);
    }

    private static double[][] gate(Slip slip, double[][] sum) {
        DoubleUnaryOperator function = switch (slip) {
            case TANH_GATES -> Math::tanh;
            case NO_SIGMOID -> value -> value;
            default -> Gru::sigmoid;
        };
        return Matrix.map(sum, function);
    }

    private static DoubleUnaryOperator candidate(Slip slip) {
        return switch (slip) {
            case SIGMOID_CANDIDATE -> Gru::sigmoid;
            case NO_TANH -> value -> value;
            default -> Math::tanh;
        };
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
