package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Updater;

/**
 * A model and its updater that look at an epoch at the moment when they are called: which minibatches are closed, and
 * whether anything but the updater has changed the parameters.
 */
public final class OrderWatch extends WrappedModel implements Updater {

    private final GivenBatches batches;
    private final Updater updater;
    private int forwards;
    private int updates;
    private List<double[]> values;

    /**
     * Wraps a model and an updater.
     *
     * @param net the model
     * @param batches the minibatches of the epoch
     * @param updater changes the parameters
     */
    public OrderWatch(LanguageModel net, GivenBatches batches, Updater updater) {
        super(net);
        this.batches = batches;
        this.updater = updater;
        this.values = Expect.values(net.parameters());
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        requireUnchanged("before forward read minibatch " + (forwards + 1));
        Expect.ownership(batches.openOfTheFirst(forwards) == 0, () -> "when forward reads minibatch " + (forwards + 1)
                + ", an earlier one is still open: close each minibatch after its own update, before the next one");
        forwards++;
        return super.forward(tokens, state);
    }

    @Override
    public void update(NDList parameters) {
        requireUnchanged("before the update of minibatch " + (updates + 1));
        Expect.ownership(updates >= batches.made() || batches.isOpen(updates), () -> "minibatch " + (updates + 1)
                + " is closed already when its update begins: call updater.update first, then close the minibatch");
        updates++;
        updater.update(parameters);
        values = Expect.values(parameters());
    }

    /** Checks after the epoch what the next call would have seen. */
    public void endEpoch() {
        requireUnchanged("after the last update");
    }

    private void requireUnchanged(String when) {
        NDList now = parameters();
        // A list that is closed is empty afterwards.
        boolean open = now.size() == values.size() && now.stream().noneMatch(NDArray::isReleased);
        Expect.that(open, () -> when + ", trainEpoch had closed a parameter of the model: close only what was made for a "
                + "minibatch");
        boolean same = Arrays.deepEquals(values.toArray(), Expect.values(now).toArray());
        Expect.that(same, () -> when + ", the parameters were changed, but not by the updater: only updater.update changes "
                + "parameters, once for each minibatch");
    }
}
