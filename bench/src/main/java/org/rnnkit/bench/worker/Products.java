package org.rnnkit.bench.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.rnnkit.toolkit.EpochResult;

/**
 * A task that computes only the matrix products that every training needs. No training on this engine can be faster. With n
 * rows, s steps, h hidden units and v tokens these are s products [n, h]·[h, h] in the forward pass and s in the backward
 * pass, one [h, sn]·[sn, h] for the gradient of W_hh, and for the output layer one [sn, h]·[h, v], one [h, sn]·[sn, v] and
 * one [sn, v]·[v, h]. W_xh needs no product, because the inputs are one-hot. Each thread has its share of the rows.
 */
final class Products implements Task {

    private final Sizes sizes;
    private final int minibatches;
    private final int threads;
    private final ExecutorService pool;
    private final List<Share> shares = new ArrayList<>();

    Products(NDManager manager, Sizes sizes, int vocabSize, int threads) {
        this.sizes = sizes;
        this.threads = threads;
        this.minibatches = Math.max(1, sizes.tokens() / (sizes.batchSize() * sizes.numSteps()));
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        for (int i = 0; i < threads; i++) {
            shares.add(new Share(manager, sizes.batchSize() / threads, sizes.numSteps(), sizes.hidden(), vocabSize));
        }
    }

    @Override
    public EpochResult epoch(BooleanSupplier over) {
        long start = System.nanoTime();
        int done = 0;
        while (done < minibatches && !(done > 0 && over.getAsBoolean())) {
            // The threads wait for each other after each minibatch, as they must before an update of the parameters.
            CompletableFuture.allOf(shares.stream().map(share -> CompletableFuture.runAsync(share, pool))
                    .toArray(CompletableFuture[]::new)).join();
            done++;
        }
        long tokens = (long) done * (sizes.batchSize() / threads * threads) * sizes.numSteps();
        return new EpochResult(Double.NaN, tokens, (System.nanoTime() - start) / 1e9);
    }

    /** The matrices that one thread multiplies. */
    private record Share(NDManager manager, int numSteps, NDArray h, NDArray wHh, NDArray hiddens, NDArray wHq,
            NDArray logits) implements Runnable {

        Share(NDManager manager, int rows, int numSteps, int numHiddens, int vocabSize) {
            this(manager, numSteps, normal(manager, rows, numHiddens), normal(manager, numHiddens, numHiddens),
                    normal(manager, rows * numSteps, numHiddens), normal(manager, numHiddens, vocabSize),
                    normal(manager, rows * numSteps, vocabSize));
        }

        private static NDArray normal(NDManager manager, long rows, long columns) {
            return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
        }

        @Override
        public void run() {
            try (NDArray transposed = wHh.transpose()) {
                for (int t = 0; t < numSteps; t++) {
                    h.matMul(wHh).close();
                    h.matMul(transposed).close();
                }
            }
            try (NDArray columns = hiddens.transpose(); NDArray wQh = wHq.transpose()) {
                columns.matMul(hiddens).close();
                hiddens.matMul(wHq).close();
                columns.matMul(logits).close();
                try (NDArray last = logits.matMul(wQh); NDArray value = last.get(0, 0)) {
                    value.getFloat(); // waits for a GPU, which computes asynchronously
                }
            }
        }
    }
}
