package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that splits the state of another into two arrays, as an LSTM has: the first unit, and the others. */
public final class TwoPartState extends WrappedModel {

    private final boolean whole;
    private final Set<List<List<Float>>> returned = new HashSet<>();

    /**
     * Wraps a network.
     *
     * @param net a network whose state is one array [batchSize, numHiddens]
     */
    public TwoPartState(LanguageModel net) {
        this(net, false);
    }

    private TwoPartState(LanguageModel net, boolean whole) {
        super(net);
        this.whole = whole;
    }

    /**
     * Wraps a network, and refuses a state whose arrays come from different calls.
     *
     * @param net a network whose state is one array [batchSize, numHiddens]
     * @return the model
     */
    public static TwoPartState handedOnWhole(LanguageModel net) {
        return new TwoPartState(net, true);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        Expect.that(state.size() == 2, "this model keeps two arrays of state, but was given " + state.size()
                + ": keep every array of output.state(), not only the first");
        List<List<Float>> given = values(state);
        Expect.that(!whole || returned.contains(given) || !isKnown(given, 0) || !isKnown(given, 1),
                "this model keeps two arrays of state, but was given one of them from one call and the other from another "
                        + "call: hand on all arrays of output.state()");
        RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(state, 1)));
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
        NDList parts = new NDList(h.get(":, 0:1"), h.get(":, 1:"));
        returned.add(values(parts));
        return parts;
    }

    /** A model that records the arrays of every state given and returned, to see which of them are closed. */
    public static final class StateRecorder extends WrappedModel {

        private final Set<NDArray> before = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
        private List<NDArray> last = List.of();

        /**
         * Wraps a model.
         *
         * @param net the model that does the work
         */
        public StateRecorder(LanguageModel net) {
            super(net);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            before.addAll(last);
            List<NDArray> given = List.copyOf(state);
            RnnOutput output = super.forward(tokens, state);
            last = Stream.concat(given.stream(), output.state().stream()).toList();
            return output;
        }

        /** Returns the number of open arrays that the last call neither took nor returned. */
        public long openBeforeTheLast() {
            return before.stream().filter(array -> !array.isReleased() && last.stream().noneMatch(other -> other == array))
                    .count();
        }
    }
}
