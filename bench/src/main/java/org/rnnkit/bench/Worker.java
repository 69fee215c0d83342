package org.rnnkit.bench;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.bench.TrainingContestant.Lap;
import org.rnnkit.bench.TrainingContestant.Request;
import org.rnnkit.bench.TrainingContestant.Turn;
import org.rnnkit.grader.worker.training.ByHandTraining;
import org.rnnkit.grader.worker.training.ByHandTraining.GradientsByHand;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** The process of a {@link TrainingContestant} that trains with the kit. It ends when standard input ends. */
final class Worker {

    /** The task of training with the reference, as {@code ./rnnkit train solutions} does. */
    static final String REFERENCE = "the reference";
    /** The task of training by hand, as {@code train --by-hand} does. */
    static final String BY_HAND = "by hand";
    /** The task of training with DJL's own block, as {@code train --concise} does. */
    static final String CONCISE = "DJL's own RNN block";

    private static final Sampling SAMPLING = Sampling.SEQUENTIAL;
    private static final float LEARNING_RATE = 1;

    private Worker() {}

    /** A task, which trains on the text once or until the time is over; over is asked before every minibatch but the first. */
    private interface Task {
        EpochResult epoch(BooleanSupplier over);
    }

    /** Does the task that the first line names, for as long as each further line says. */
    public static void main(String[] args) throws IOException {
        // After an exception a task's threads would keep the process alive, and the bench would wait forever. So it exits.
        try {
            work();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void work() throws IOException {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Request request = TrainingContestant.JSON.readValue(in.readLine(), Request.class);
        boolean ownThreads = request.what().equals(BY_HAND) || request.what().equals(TrainingContestant.PRODUCTS);
        EngineSettings.apply(ownThreads ? 1 : request.threads());
        Engine.getInstance().setRandomSeed(request.seed());
        try (NDManager manager = NDManager.newBaseManager(
                DeviceChoice.of(DeviceName.find(request.device()).orElseThrow()).device())) {
            Task task = task(request, tokens(Path.of(request.tokensFile())), manager);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Lap lap = lap(task, TrainingContestant.JSON.readValue(line, Turn.class).seconds());
                out.println(TrainingContestant.JSON.writeValueAsString(lap));
                out.flush();
            }
        }
    }

    private static Lap lap(Task task, double limit) {
        long start = System.nanoTime();
        BooleanSupplier over = () -> seconds(start) >= limit;
        long tokens = 0;
        double perplexity;
        do {
            EpochResult result = task.epoch(over);
            tokens += result.tokens();
            perplexity = result.perplexity();
        } while (!over.getAsBoolean());
        return new Lap(tokens, seconds(start), Double.isFinite(perplexity) ? perplexity : null);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static int[] tokens(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return IntStream.range(0, bytes.length).map(i -> bytes[i]).toArray();
    }

    private static Task task(Request request, int[] tokens, NDManager manager) {
        SequenceDataset dataset = new SequenceDataset(tokens, request.sizes().batchSize(), request.sizes().numSteps(), SAMPLING,
                request.seed());
        return switch (request.what()) {
            case REFERENCE -> training(fromScratch(request, manager), dataset, manager);
            case CONCISE -> training(new ConciseRnnModel(manager, request.vocabSize(), request.sizes().hidden()), dataset,
                    manager);
            case BY_HAND -> byHand(fromScratch(request, manager), dataset, manager, request.threads());
            case TrainingContestant.PRODUCTS -> products(manager, request);
            default -> throw new IllegalArgumentException("There is no task \"" + request.what() + "\".");
        };
    }

    private static LanguageModel fromScratch(Request request, NDManager manager) {
        return new RnnModelScratch(manager, request.vocabSize(), request.sizes().hidden(), RnnParameters::initialize,
                HiddenState::initialize, RnnForward::forward);
    }

    private static Task training(LanguageModel net, SequenceDataset dataset, NDManager manager) {
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(LEARNING_RATE);
        return over -> EpochTraining.trainEpoch(net, until(over, dataset.getData(manager)), loss, updater, SAMPLING);
    }

    private static Task byHand(LanguageModel net, SequenceDataset dataset, NDManager manager, int threads) {
        ByHandTraining training = new ByHandTraining(threads,
                GradientsByHand.of(Steps.usedBy(GradientsByHand.COMMAND).orElseThrow().fullName()));
        return over -> training.trainEpoch(net, until(over, dataset.getData(manager)), LEARNING_RATE, SAMPLING);
    }

    /** Returns the minibatches until the time is over. The first one is always among them. */
    private static Iterable<Batch> until(BooleanSupplier over, Iterable<Batch> batches) {
        return () -> new Iterator<>() {
            private final Iterator<Batch> all = batches.iterator();
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

    /**
     * Makes the task that computes only the matrix products that every training needs. With n rows, s steps, h hidden units
     * and v tokens these are s products [n, h]·[h, h] in the forward pass and s in the backward pass, one [h, sn]·[sn, h]
     * for the gradient of W_hh, and for the output layer one [sn, h]·[h, v], one [h, sn]·[sn, v] and one [sn, v]·[v, h].
     * W_xh needs no product, because the inputs are one-hot. Each thread has its share of the rows, and the threads wait for
     * each other after each minibatch, as they must before an update of the parameters.
     */
    private static Task products(NDManager manager, Request request) {
        int rows = request.sizes().batchSize() / request.threads();
        long tokens = (long) rows * request.threads() * request.sizes().numSteps();
        List<Share> shares = Stream.generate(() -> Share.of(manager, rows, request)).limit(request.threads()).toList();
        ExecutorService pool = Executors.newFixedThreadPool(request.threads());
        return over -> {
            CompletableFuture.allOf(shares.stream().map(share -> CompletableFuture.runAsync(share, pool))
                    .toArray(CompletableFuture[]::new)).join();
            return new EpochResult(Double.NaN, tokens, Double.NaN);
        };
    }

    /** The matrices that one thread multiplies. */
    private record Share(int numSteps, NDArray h, NDArray wHh, NDArray hiddens, NDArray wHq, NDArray logits)
            implements Runnable {

        static Share of(NDManager manager, int rows, Request request) {
            int hidden = request.sizes().hidden();
            int numSteps = request.sizes().numSteps();
            return new Share(numSteps, normal(manager, rows, hidden), normal(manager, hidden, hidden),
                    normal(manager, rows * numSteps, hidden), normal(manager, hidden, request.vocabSize()),
                    normal(manager, rows * numSteps, request.vocabSize()));
        }

        private static NDArray normal(NDManager manager, long rows, long columns) {
            return manager.randomNormal(0, 0.01f, new Shape(rows, columns), DataType.FLOAT32);
        }

        @Override
        public void run() {
            try (NDArray wHhT = wHh.transpose()) {
                for (int t = 0; t < numSteps; t++) {
                    h.matMul(wHh).close();
                    h.matMul(wHhT).close();
                }
            }
            try (NDArray hiddensT = hiddens.transpose(); NDArray wHqT = wHq.transpose()) {
                hiddensT.matMul(hiddens).close();
                hiddens.matMul(wHq).close();
                hiddensT.matMul(logits).close();
                try (NDArray last = logits.matMul(wHqT); NDArray value = last.get(0, 0)) {
                    value.getFloat(); // waits for a GPU, which computes asynchronously
                }
            }
        }
    }
}
