package org.rnnkit.testkit.oracle;

import static org.rnnkit.testkit.oracle.Matrix.map;
import static org.rnnkit.testkit.oracle.Matrix.minus;
import static org.rnnkit.testkit.oracle.Matrix.plus;
import static org.rnnkit.testkit.oracle.Matrix.times;
import static org.rnnkit.testkit.oracle.Matrix.timesEach;
import static org.rnnkit.testkit.oracle.Matrix.transpose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Deviation;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/**
 * The network of step 13, with the right formula or with a known slip.
 *
 * @param wrong the slip
 * @param p the rows of each parameter, in the order of step 13; a bias is a single row
 */
public record Gru(Wrong wrong, List<double[][]> p) implements Network {

    private static final int OUTPUT = 9;

    /** A known slip in the formula of a time step. */
    public enum Wrong implements Deviation {
        NONE(""),
        UPDATE_REVERSED("Z and 1 - Z are exchanged: Z keeps the old state, 1 - Z lets the candidate in"),
        GATES_EXCHANGED("the two gates are exchanged: Z, made of the first three parameters, mixes; R resets"),
        NO_RESET("the reset gate is not used: the candidate sees R ⊙ H, not H"),
        RESET_OF_INPUTS("R is multiplied with X W_xh; it belongs to the old state: (R ⊙ H) W_hh"),
        RESET_IN_MIXTURE("R is multiplied with the old state in the mixture, too; there H stands as it is: Z ⊙ H"),
        RESET_AFTER("R is multiplied with H W_hh; it belongs before the product, (R ⊙ H) W_hh"),
        NO_UPDATE("the update gate is not used: the candidate alone becomes the new state"),
        OLD_STATE_LOST("the old state's part is missing: Z ⊙ H + (1 - Z) ⊙ C"),
        CANDIDATE_WHOLE("the candidate is not weighed: Z ⊙ H + (1 - Z) ⊙ C"),
        TANH_GATES("tanh stands where sigmoid should: a gate lies between 0 and 1"),
        SIGMOID_CANDIDATE("sigmoid stands where the candidate's tanh should"),
        NO_SIGMOID("the gates have no sigmoid"),
        SIGMOID_REVERSED("the sign in sigmoid is wrong: 1 / (1 + exp(-a))"),
        RELU_CANDIDATE("relu stands where the candidate's tanh should"),
        NO_TANH("the candidate has no tanh"),
        NO_BIASES("the biases b_z, b_r and b_h are forgotten"),
        ONE_MINUS_MISSING("the candidate is multiplied by Z; it must be multiplied by 1 - Z"),
        DIFFERENCE_REVERSED("C + Z ⊙ (C - H) stands where C + Z ⊙ (H - C) should"),
        ADDED_TO_OLD_STATE("H + Z ⊙ (H - C) stands where C + Z ⊙ (H - C) should"),
        NO_GATES("neither gate is used: this is step 4's network"),
        NO_GATE_BIASES("the gates' biases b_z and b_r are forgotten"),
        RESET_FROM_UPDATE("R is Z: both gates are made of the first three parameters, or Z ⊙ H stands where R ⊙ H should"),
        UPDATE_FROM_RESET("Z is R: both gates are made of the second three parameters, or R mixes where Z should"),
        CANDIDATE_FROM_RESET("the candidate is made of R's parameters; it has three of its own"),
        UPDATE_AND_CANDIDATE("the parameters of Z and C are exchanged: three for Z, three for R, three for C"),
        RESET_AND_CANDIDATE("the parameters of R and C are exchanged: three for Z, three for R, three for C");

        private final String words;

        Wrong(String words) {
            this.words = words;
        }

        @Override
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
                case UPDATE_FROM_RESET -> Collections.copy(used, p.subList(3, 6));
                case CANDIDATE_FROM_RESET -> Collections.copy(used.subList(6, 9), p.subList(3, 6));
                case NO_GATE_BIASES -> List.of(2, 5).forEach(i -> used.set(i, zeros(p.get(i))));
                case NO_BIASES -> List.of(2, 5, 8).forEach(i -> used.set(i, zeros(p.get(i))));
                default -> { } // the formula is wrong, or nothing is
            }
            return used;
        }

        private static void exchange(List<double[][]> p, int first, int second) {
            for (int i = 0; i < 3; i++) {
                Collections.swap(p, first + i, second + i);
            }
        }

        private double[][] next(double[][] x, double[][] h, List<double[][]> p) {
            double[][] r = gate(sum(x, h, p, 3));
            double[][] z = gate(sum(x, h, p, 0));
            return mixture(z, this == RESET_IN_MIXTURE ? timesEach(r, h) : h, candidate(x, h, r, p));
        }

        private double[][] candidate(double[][] x, double[][] h, double[][] r, List<double[][]> p) {
            double[][] sum = switch (this) {
                case NO_RESET, NO_GATES -> sum(x, h, p, 6);
                case RESET_AFTER -> plus(plus(times(x, p.get(6)), timesEach(r, times(h, p.get(7)))), p.get(8)[0]);
                case RESET_OF_INPUTS -> plus(plus(timesEach(r, times(x, p.get(6))), times(h, p.get(7))), p.get(8)[0]);
                default -> sum(x, timesEach(r, h), p, 6);
            };
            return map(sum, switch (this) {
                case SIGMOID_CANDIDATE -> Gru::sigmoid;
                case RELU_CANDIDATE -> value -> Math.max(0, value);
                case NO_TANH -> value -> value;
                default -> Math::tanh;
            });
        }

        private double[][] mixture(double[][] z, double[][] h, double[][] c) {
            double[][] rest = map(z, v -> 1 - v);
            return switch (this) {
                case UPDATE_REVERSED -> plus(timesEach(z, c), timesEach(rest, h));
                case NO_UPDATE, NO_GATES -> c;
                case OLD_STATE_LOST -> timesEach(rest, c);
                case CANDIDATE_WHOLE -> plus(timesEach(z, h), c);
                case ONE_MINUS_MISSING -> plus(timesEach(z, h), timesEach(z, c));
                case DIFFERENCE_REVERSED -> plus(c, timesEach(z, minus(c, h)));
                case ADDED_TO_OLD_STATE -> plus(h, timesEach(z, minus(h, c)));
                default -> plus(timesEach(z, h), timesEach(rest, c));
            };
        }

        private double[][] gate(double[][] sum) {
            return map(sum, switch (this) {
                case TANH_GATES -> Math::tanh;
                case NO_SIGMOID -> value -> value;
                case SIGMOID_REVERSED -> a -> sigmoid(-a);
                default -> Gru::sigmoid;
            });
        }
    }

    /** Makes a right network. */
    public Gru(List<double[][]> p) {
        this(Wrong.NONE, p);
    }

    /** Draws random parameters for which gates are neither open nor shut, and rounding errors do not grow from step to step. */
    public static List<double[][]> draw(Draw draw, int vocabSize, int numHiddens) {
        List<double[][]> p = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            p.add(draw.matrix(vocabSize, numHiddens));
            p.add(Parameters.drawRecurrent(draw, numHiddens));
            p.add(draw.matrix(1, numHiddens));
        }
        p.add(draw.matrix(numHiddens, vocabSize));
        p.add(draw.matrix(1, vocabSize));
        return p;
    }

    @Override
    public List<String> names() {
        return AxisNames.GATED_PARAMETERS;
    }

    @Override
    public List<double[][]> parameters() {
        return p;
    }

    @Override
    public Network with(List<double[][]> parameters) {
        return new Gru(wrong, parameters);
    }

    @Override
    public Slip[] wrongFormulas(Function<Network, double[][]> result) {
        return Stream.concat(Stream.of(Slip.each(Wrong.class, slip -> result.apply(new Gru(slip, p)))),
                IntStream.range(0, OUTPUT).boxed().flatMap(place -> misplaced(place, result))).toArray(Slip[]::new);
    }

    /** Returns the slips in which another parameter of the same kind is used in a place. */
    private Stream<Slip> misplaced(int place, Function<Network, double[][]> result) {
        return IntStream.range(0, OUTPUT).filter(other -> other % 3 == place % 3 && other != place).mapToObj(other -> {
            List<double[][]> used = new ArrayList<>(p);
            used.set(place, p.get(other));
            return new Slip(names().get(other) + " stands where " + names().get(place) + " should",
                    () -> Expect.flat(result.apply(with(used))));
        });
    }

    @Override
    public NetworkGradients gradients(double[][][] inputs, double[][] state, double[][] logitsGradient) {
        int numSteps = inputs.length;
        List<double[][]> hiddens = new Forward(this, inputs, state).hiddens();
        List<double[][]> back = p.stream().map(Matrix::transpose).toList();
        double[][][] resets = new double[numSteps][][];
        double[][][][] dSums = new double[3][numSteps][][]; // of X W + H W + b for Z, R and C
        double[][][] dInputs = new double[numSteps][][];
        double[][] fromLater = zeros(state);
        for (int t = numSteps - 1; t >= 0; t--) {
            double[][] h = hiddens.get(t);
            double[][] r = Wrong.NONE.gate(sum(inputs[t], h, p, 3));
            double[][] z = Wrong.NONE.gate(sum(inputs[t], h, p, 0));
            double[][] c = Wrong.NONE.candidate(inputs[t], h, r, p);
            double[][] dY = Arrays.copyOfRange(logitsGradient, t * state.length, (t + 1) * state.length);
            double[][] dH = plus(times(dY, back.get(OUTPUT)), fromLater);
            double[][] dC = timesEach(timesEach(dH, map(z, v -> 1 - v)), map(c, v -> 1 - v * v)); // tanh' = 1 - tanh²
            double[][] dZ = timesEach(timesEach(dH, minus(h, c)), map(z, v -> v * (1 - v))); // σ' = σ (1 - σ)
            double[][] dReset = times(dC, back.get(7));
            double[][] dR = timesEach(timesEach(dReset, h), map(r, v -> v * (1 - v)));
            dInputs[t] = plus(plus(times(dZ, back.get(0)), times(dR, back.get(3))), times(dC, back.get(6)));
            fromLater = plus(plus(timesEach(dH, z), timesEach(dReset, r)),
                    plus(times(dZ, back.get(1)), times(dR, back.get(4))));
            resets[t] = timesEach(r, h);
            dSums[0][t] = dZ;
            dSums[1][t] = dR;
            dSums[2][t] = dC;
        }
        double[][] x = transpose(Expect.rows(inputs));
        double[][] before = transpose(rows(hiddens.subList(0, numSteps)));
        List<double[][]> gradients = new ArrayList<>();
        for (int part = 0; part < 3; part++) {
            double[][] dSum = Expect.rows(dSums[part]);
            gradients.add(times(x, dSum));
            gradients.add(times(part == 2 ? transpose(Expect.rows(resets)) : before, dSum));
            gradients.add(new double[][] {Matrix.columnSums(dSum)});
        }
        gradients.add(times(transpose(rows(hiddens.subList(1, numSteps + 1))), logitsGradient));
        gradients.add(new double[][] {Matrix.columnSums(logitsGradient)});
        return new NetworkGradients(gradients, dInputs);
    }

    private static double[][] rows(List<double[][]> blocks) {
        return Expect.rows(blocks.toArray(double[][][]::new));
    }

    @Override
    public double[][] next(double[][] x, double[][] h) {
        return wrong.next(x, h, wrong.parametersInPlaceOf(p));
    }

    private static double[][] sum(double[][] x, double[][] h, List<double[][]> p, int first) {
        return plus(plus(times(x, p.get(first)), times(h, p.get(first + 1))), p.get(first + 2)[0]);
    }

    private static double[][] zeros(double[][] like) {
        return new double[like.length][like[0].length];
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
