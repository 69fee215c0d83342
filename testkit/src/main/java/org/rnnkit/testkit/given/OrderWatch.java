package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.WatchedParameters;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Updater;

/**
 * A model and its updater that look at an epoch at the moment when they are called: which minibatches are closed, whether
 * the gradient collector is (also when the gradients are clipped), and whether anything but the updater has changed the
 * parameters. Like an optimizer with momentum, the updater makes an array at its first call and keeps it.
 */
public final class OrderWatch extends WrappedModel implements Updater {

    private static final String STEP_7 = "org.rnnkit.step7";

    private final GivenBatches batches;
    private final Updater updater;
    private int forwards;
    private int updates;
    private List<double[]> values;
    private NDArray ownArray;

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
    public NDList parameters() {
        return new WatchedParameters(super.parameters(), STEP_7, () -> requireCollectorClosed("GradientClipping.clip"));
    }

    @Override
    public void update(NDList parameters) {
        requireCollectorClosed("the updater");
        requireUnchanged("before the update of minibatch " + (updates + 1));
        Expect.ownership(updates >= batches.made() || batches.isOpen(updates), () -> "minibatch " + (updates + 1)
                + " is closed already when its update begins: call updater.update first, then close the minibatch.\nIn try "
                + "(batch; NDScope scope = ...) both end together: give each a block of its own");
        requireOwnArrayOpen();
        updates++;
        ownArray = ownArray == null ? parameters.get(0).zerosLike() : ownArray;
        updater.update(parameters);
        values = Expect.values(parameters());
    }

    /** Checks after the epoch what the next call would have seen, and closes the updater's own array. */
    public void endEpoch() {
        requireUnchanged("after the last update");
        requireOwnArrayOpen();
        if (ownArray != null) {
            ownArray.close();
        }
    }

    private static void requireCollectorClosed(String called) {
        Expect.that(!WatchedParameters.isCollecting(), () -> "the gradient collector is still open when " + called
                + " is called: open it with try (...), with only forward, loss and backward in its block. Clip and update "
                + "after it");
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

    private void requireOwnArrayOpen() {
        Expect.ownership(ownArray == null || !ownArray.isReleased(), () -> "an array that the updater made at its first "
                + "call, to keep it as an optimizer with momentum does, was closed.\nCall updater.update after the block of "
                + "the NDScope, which closes all arrays made in it. If you attach the parameters to another manager for a "
                + "while (tempAttachAll), close that manager before the update");
    }
}
