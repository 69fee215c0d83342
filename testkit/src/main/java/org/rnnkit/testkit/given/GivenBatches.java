package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;

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
}
