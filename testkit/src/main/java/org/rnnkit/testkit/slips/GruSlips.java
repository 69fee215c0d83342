package org.rnnkit.testkit.slips;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Gru;
import org.rnnkit.testkit.oracle.Matrix;

/** The wrong results of step 13's forward pass, one for each known slip. */
public final class GruSlips {

    /** The network of step 13 with fixed parameters. */
    private record Network(List<double[][]> p) implements ForwardSlips.Network {

        @Override
        public List<double[][]> hiddens(double[][][] inputs, double[][] state) {
            return Gru.hiddens(Gru.Slip.NONE, inputs, state, p);
        }

        @Override
        public double[][] logits(List<double[][]> states) {
            return Gru.logits(states, p);
        }

        @Override
        public List<ForwardWalk> wrongFormulas(double[][][] inputs, double[][] state) {
            return EnumSet.complementOf(EnumSet.of(Gru.Slip.NONE)).stream()
                    .map(slip -> new ForwardWalk(slip.words(), Gru.hiddens(slip, inputs, state, p))).toList();
        }
    }

    private GruSlips() {}

    /** Returns the wrong logits of every known slip. */
    public static Slip[] ofLogits(double[][][] inputs, double[][] state, List<double[][]> p) {
        return ForwardSlips.ofLogits(new Network(p), inputs, state, p.get(10)[0]).toArray(Slip[]::new);
    }

    /** Returns the wrong new state of every known slip. */
    public static Slip[] ofState(double[][][] inputs, double[][] state, List<double[][]> p) {
        return ForwardSlips.ofState(new Network(p), inputs, state).toArray(Slip[]::new);
    }

    /** A result that step 13 computes from inputs, a state and its eleven parameters. */
    @FunctionalInterface
    public interface Result {
        /** Returns the values, in rows. */
        double[][] of(double[][][] inputs, double[][] state, List<double[][]> p);
    }

    /** Returns the wrong results of a second call that uses something of the first one: inputs, state, parameters. */
    @SuppressWarnings("unchecked")
    public static Slip[] ofSecondCall(List<Object> first, List<Object> second, Result result) {
        return KeptArguments.slips(AxisNames.GATED_PARAMETERS, first, second, list -> Expect.flat(result.of(
                (double[][][]) list.get(0), (double[][]) list.get(1),
                (List<double[][]>) (List<?>) list.subList(2, list.size()))));
    }

    /** Returns the wrong gradients if none is passed back from a time step to the one before. */
    public static List<double[][]> gradientsWithinOneStep(double[][][] inputs, double[][] state, List<double[][]> p,
            double[][] weights) {
        List<double[][]> hiddens = Gru.hiddens(Gru.Slip.NONE, inputs, state, p);
        List<double[][]> sums = p.stream().map(rows -> new double[rows.length][rows[0].length])
                .collect(Collectors.toCollection(ArrayList::new));
        for (int t = 0; t < inputs.length; t++) {
            double[][] rows = Arrays.copyOfRange(weights, t * state.length, (t + 1) * state.length);
            Iterator<double[][]> ofStep = Gru.gradients(new double[][][] {inputs[t]}, hiddens.get(t), p, rows).iterator();
            sums.replaceAll(sum -> Matrix.plus(sum, ofStep.next()));
        }
        return sums;
    }
}
