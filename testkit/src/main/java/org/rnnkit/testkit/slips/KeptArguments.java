package org.rnnkit.testkit.slips;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Parameters;

/** The wrong results of a second call with arguments of the same sizes, if something of the first call is used again. */
public final class KeptArguments {

    private static final String REMEDY = " of the first call, kept in a static field: take everything from the arguments";

    private KeptArguments() {}

    /** A result that a step computes from inputs, a state and the parameters of step 2's network. */
    @FunctionalInterface
    public interface Result {
        /** Returns the values, flat. */
        double[] of(double[][][] inputs, double[][] state, Parameters p);
    }

    /** Returns the arguments of a call in a list: inputs, state, parameters. */
    public static List<Object> list(double[][][] inputs, double[][] state, Parameters p) {
        return List.of(inputs, state, p.wXh(), p.wHh(), p.bH(), p.wHq(), p.bQ());
    }

    /** Returns the slips of a step that computes a result from the arguments of {@link #list}. */
    public static Slip[] slips(List<Object> first, List<Object> second, Result result) {
        return slips(AxisNames.PARAMETERS, first, second, list -> result.of((double[][][]) list.get(0),
                (double[][]) list.get(1), new Parameters((double[][]) list.get(2), (double[][]) list.get(3),
                        (double[]) list.get(4), (double[][]) list.get(5), (double[]) list.get(6))));
    }

    /**
     * Returns the slips of a step.
     *
     * @param parameters the names of the parameters
     * @param first the arguments of the first call: inputs, state, parameters
     * @param second the arguments of the second call
     * @param result computes the values of the result, flat
     */
    public static Slip[] slips(List<String> parameters, List<Object> first, List<Object> second,
            Function<List<Object>, double[]> result) {
        List<String> names = Stream.concat(Stream.of("the inputs", "the state"), parameters.stream()).toList();
        List<Slip> slips = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            List<Object> mixed = new ArrayList<>(second);
            mixed.set(i, first.get(i));
            slips.add(new Slip("the second call uses " + names.get(i) + REMEDY, result.apply(mixed)));
        }
        List<Object> mixed = new ArrayList<>(second.subList(0, 2));
        mixed.addAll(first.subList(2, first.size()));
        slips.add(new Slip("the second call uses the parameters" + REMEDY, result.apply(mixed)));
        slips.add(new Slip("the second call returns the result" + REMEDY, result.apply(first)));
        return slips.toArray(Slip[]::new);
    }
}
