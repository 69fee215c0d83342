package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model that splits the state of another into several arrays, as an LSTM has: each of the first units, and the others. The
 * last array is four times as large as tanh makes it, because the state of an LSTM goes beyond 1, too.
 */
public final class SplitState extends WrappedModel {

    private static final float SCALE = 4;
    private static final List<String> NUMBERS = List.of("no", "one", "two", "three");

    private final int parts;
    private final boolean whole;
    private final Set<List<List<Float>>> returned = new HashSet<>();

    private SplitState(LanguageModel net, int parts, boolean whole) {
        super(net);
        this.parts = parts;
        this.whole = whole;
    }

    /**
     * Splits a state into three arrays.
     *
     * @param net a network whose state is one array [batchSize, numHiddens], with three units or more
     * @return the model
     */
    public static SplitState inThree(LanguageModel net) {
        return new SplitState(net, 3, false);
    }

    /**
     * Splits a state into two arrays, and refuses a state whose arrays come from different calls.
     *
     * @param net a network whose state is one array [batchSize, numHiddens]
     * @return the model
     */
    public static SplitState handedOnWhole(LanguageModel net) {
        return new SplitState(net, 2, true);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Expect.that(state.size() == parts, () -> "this model keeps " + NUMBERS.get(parts) + " arrays of state, but was given "
                + state.size() + ": keep every array of output.state()"
                + (state.size() < parts ? ", not only the first" : ", each once"));
        List<List<Float>> given = values(state);
        Expect.that(!whole || returned.contains(given) || !isKnown(given, 0) || !isKnown(given, 1),
                "this model keeps two arrays of state, but was given one of them from one call and the other from another "
                        + "call: hand on all arrays of output.state()");
        NDList unscaled = new NDList(state.subNDList(0, parts - 1));
        unscaled.add(scaled(state.get(parts - 1), 1 / SCALE));
        RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(unscaled, 1)));
        return new RnnOutput(output.logits(), split(output.state()));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return split(super.beginState(manager, batchSize));
    }

    private boolean isKnown(List<List<Float>> given, int part) {
        return returned.stream().anyMatch(state -> state.get(part).equals(given.get(part)));
    }

    private static List<List<Float>> values(NDList state) {
        return state.stream().map(array -> Arrays.stream(array.toArray()).map(Number::floatValue).toList()).toList();
    }

    private NDList split(NDList state) {
        NDArray h = state.singletonOrThrow();
        NDList arrays = new NDList();
        for (int i = 0; i < parts - 1; i++) {
            arrays.add(h.get(":, " + i + ":" + (i + 1)));
        }
        arrays.add(scaled(h.get(":, " + (parts - 1) + ":"), SCALE));
        returned.add(values(arrays));
        return arrays;
    }
}
