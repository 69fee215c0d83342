package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A network whose state is two arrays: the first unit, and the others. Like many models, it leaves results on its own manager,
 * because a parameter is the first operand. It counts the states that were replaced and are still open.
 */
final class WatchedModel implements LanguageModel {

    private final LanguageModel net;
    private final Set<NDArray> before = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
    private List<NDArray> last = List.of();
    private int forwards;

    /**
     * Wraps a network.
     *
     * @param net a network whose state is one array [batchSize, numHiddens]
     */
    WatchedModel(LanguageModel net) {
        this.net = net;
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        if (state.size() != 2) {
            throw new IllegalStateException("the model's state is two arrays, but it got " + state.size());
        }
        forwards++;
        before.addAll(last);
        List<NDArray> given = List.copyOf(state);
        RnnOutput output = net.forward(tokens, new NDList(NDArrays.concat(state, 1)));
        NDList next = split(output.state());
        last = Stream.concat(given.stream(), next.stream()).toList();
        NDArray bias = net.parameters().get(net.parameters().size() - 1);
        return new RnnOutput(bias.sub(bias).add(output.logits()), next);
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        return split(net.beginState(manager, batchSize));
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }

    private static NDList split(NDList state) {
        NDArray h = state.singletonOrThrow();
        return new NDList(h.get(":, 0:1"), h.get(":, 1:"));
    }

    /** Returns the number of calls of forward. */
    int forwards() {
        return forwards;
    }

    /** Returns the number of open arrays of states that the last call neither took nor returned. */
    long openReplaced() {
        return before.stream().filter(array -> !array.isReleased() && last.stream().noneMatch(other -> other == array))
                .count();
    }
}
