package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.oracle.Minibatch;

/** Minibatches with known tokens. Each is made on demand, and it is counted which of them are closed. */
public final class GivenBatches implements Iterable<Batch> {

    private final NDManager manager;
    private final List<Minibatch> minibatches;
    private final List<NDManager> owners = new ArrayList<>();
    private int pause;
    private long begun;

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
        return minibatches.stream().map(minibatch -> Evidence.given("a minibatch", () -> batch(minibatch))).iterator();
    }

    private Batch batch(Minibatch minibatch) {
        if (owners.isEmpty()) {
            begun = System.nanoTime();
            pause(pause);
        }
        NDManager owner = manager.newSubManager();
        owners.add(owner);
        return new Batch(owner, new NDList(owner.create(minibatch.tokens())),
                new NDList(owner.create(minibatch.labels())),
                minibatch.tokens().length, Batchifier.STACK, Batchifier.STACK, owners.size(), minibatches.size());
    }

    /** Delays the first minibatch, so that a test can check the measured time. */
    public void pauseBeforeTheFirst(int milliseconds) {
        pause = milliseconds;
    }

    /** Waits, so that a test can check the measured time. */
    public static void pause(int milliseconds) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    /** Returns the time at which the first minibatch was begun, by {@link System#nanoTime}. */
    public long begun() {
        return begun;
    }

    /** Returns the number of minibatches made so far. */
    public int made() {
        return owners.size();
    }

    /** Returns the number of minibatches that are still open. */
    public long open() {
        return openOfTheFirst(owners.size());
    }

    /** Returns how many of the first n minibatches are still open. */
    long openOfTheFirst(int n) {
        return owners.stream().limit(n).filter(NDManager::isOpen).count();
    }

    /** Tells whether a minibatch is still open; the first made has the index 0. */
    boolean isOpen(int index) {
        return owners.get(index).isOpen();
    }
}
