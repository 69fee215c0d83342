package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that records the arrays of every state given and returned, to see which of them are closed. */
public final class StateRecorder implements LanguageModel {

    private final LanguageModel net;
    private final Set<NDArray> before = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
    private List<NDArray> last = List.of();

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     */
    public StateRecorder(LanguageModel net) {
        this.net = net;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        before.addAll(last);
        List<NDArray> given = List.copyOf(state);
        RnnOutput output = net.forward(tokens, state);
        last = Stream.concat(given.stream(), output.state().stream()).toList();
        return output;
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return net.beginState(manager, batchSize);
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }

    /** Returns the number of open arrays that the last call neither took nor returned. */
    public long openBeforeTheLast() {
        return before.stream().filter(array -> !array.isReleased() && last.stream().noneMatch(other -> other == array))
                .count();
    }
}
