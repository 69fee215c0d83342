package org.rnnkit.bench.worker;

import ai.djl.training.dataset.Batch;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/** The minibatches of an epoch until the time is over. The first minibatch is always among them. */
record UntilOver(Iterable<Batch> batches, BooleanSupplier over) implements Iterable<Batch> {

    @Override
    public Iterator<Batch> iterator() {
        Iterator<Batch> all = batches.iterator();
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return all.hasNext() && !(begun && over.getAsBoolean());
            }

            @Override
            public Batch next() {
                begun = true;
                return all.next();
            }
        };
    }
}
