package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Minibatches with known tokens. Each is made on demand, and it is counted which of them are closed. */
public final class GivenBatches implements Iterable<Batch> {

    private final NDManager manager;
    private final List<Minibatch> minibatches;
    private final List<NDManager> owners = new ArrayList<>();
    private int pause;

    /**
     * Prepares the minibatches.
     *
     * @param manager the parent of the minibatches' managers
     * @param minibatches the tokens and labels
     */
    public GivenBatches(NDManager manager, List<Minibatch> minibatches) {
        this.manager = manager;
        this.minibatches = minibatches;
    }

    @Override
    public Iterator<Batch> iterator() {
        return minibatches.stream().map(this::batch).iterator();
    }

    private Batch batch(Minibatch minibatch) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        NDManager owner = manager.newSubManager();
        owners.add(owner);
        return new Batch(owner, new NDList(owner.create(minibatch.tokens())),
                new NDList(owner.create(minibatch.labels())),
                minibatch.tokens().length, Batchifier.STACK, Batchifier.STACK, owners.size(), minibatches.size());
    }

    /** Delays each minibatch, so that a test can check the measured time. */
    public void pauseBeforeEach(int milliseconds) {
        pause = milliseconds;
    }

    /** Returns the number of minibatches made so far. */
    public int made() {
        return owners.size();
    }

    /** Returns the number of minibatches that are still open. */
    public long open() {
        return owners.stream().filter(NDManager::isOpen).count();
    }

    /** A model that checks the tokens and the state that it is given for each minibatch of an epoch. It names what is wrong. */
    public static final class MinibatchWatch extends WrappedModel {

        private final int numHiddens;
        private final List<Minibatch> minibatches;
        private boolean begun;
        private int calls;

        /**
         * Wraps a model.
         *
         * @param net a network whose state is one array [batchSize, numHiddens]
         * @param numHiddens the number of hidden units
         * @param minibatches the minibatches of the epoch
         */
        public MinibatchWatch(LanguageModel net, int numHiddens, List<Minibatch> minibatches) {
            super(net);
            this.numHiddens = numHiddens;
            this.minibatches = minibatches;
        }

        /** Must be called before each epoch. */
        public void beginEpoch() {
            begun = false;
            calls = 0;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            calls++;
            Expect.that(calls <= minibatches.size(), "forward was called more often than there are minibatches ("
                    + minibatches.size() + "): call it once for each");
            int[][] expected = minibatches.get(calls - 1).tokens();
            String given = "for minibatch " + calls + " the model was given ";
            Shape shape = new Shape(expected.length, expected[0].length);
            Expect.that(tokens.getShape().equals(shape), () -> given + "tokens of shape " + tokens.getShape() + ", expected "
                    + shape + ": hand the minibatch's data on as it is, [batchSize, numSteps]");
            Expect.that(state != null, () -> given + "null as state: begin each epoch with net.beginState(batch.getManager(), "
                    + "batchSize), and each minibatch with random sampling");
            Expect.that(state.size() == 1, () -> given + "a state of " + state.size()
                    + " arrays, but this model has a state of one array: keep a list of all arrays of output.state()");
            Expect.that(begun, "the first minibatch of an epoch was given a state that was not begun in this epoch: keep the "
                    + "state in a local variable, which is null at first, and begin each epoch with net.beginState");
            checkState(given, state.get(0), expected.length);
            return super.forward(tokens, state);
        }

        private void checkState(String given, NDArray state, int batchSize) {
            Expect.that(!state.isReleased(), given + "a state that is closed. An NDScope closes it, unless you take it out "
                    + "with NDScope.unregister while the scope is open; so does the batch, unless you detach() it from the "
                    + "batch's manager; and so do you, if you close what you kept before you made the copy. With random "
                    + "sampling, begin each minibatch with net.beginState");
            Shape shape = state.getShape();
            Expect.that(shape.equals(new Shape(batchSize, numHiddens)), () -> given + "a state of shape " + shape
                    + ", expected (" + batchSize + ", " + numHiddens + "), a row for each sequence of this minibatch"
                    + likely(shape));
        }

        private String likely(Shape shape) {
            if (shape.dimension() == 2 && shape.get(1) != numHiddens) {
                return ".\nKeep output.state(), not the logits or tokens";
            }
            return calls == 1 ? ".\nGive net.beginState the batchSize, getShape().get(0) of its tokens"
                    : ".\nWith random sampling call net.beginState for every minibatch, with its own batchSize: the last one "
                            + "may be smaller";
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            begun = true;
            return super.beginState(manager, batchSize);
        }
    }
}
