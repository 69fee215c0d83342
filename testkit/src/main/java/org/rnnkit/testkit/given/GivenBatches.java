package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.translate.Batchifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;

/** Minibatches with known tokens. Each is made on demand, and it is counted which of them are closed. */
public final class GivenBatches implements Iterable<Batch> {

    /** Tokens and kept states are handed on as they are. */
    private static final double EXACT = 1e-6;

    private final NDManager manager;
    private final List<Minibatch> minibatches;
    private final List<NDManager> owners = new ArrayList<>();
    private int pause;
    private long begun;
    private long firstMade;

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
        if (owners.isEmpty()) {
            begun = System.nanoTime();
            pause(pause);
            firstMade = System.nanoTime();
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

    /** Returns the time after the delay of the first minibatch. */
    public long firstMade() {
        return firstMade;
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

    /**
     * A model, with its loss, that checks the tokens, the state and the labels that it is given for each minibatch of an
     * epoch. It names what is wrong.
     */
    public static final class MinibatchWatch extends WrappedModel {

        /** The values of the state begun: a model may begin with others than zeros. */
        private static final float BEGIN = 0.25f;

        private final int numHiddens;
        private final List<Minibatch> minibatches;
        private final boolean sequential;
        /** The state that this epoch began with, and the one after each minibatch. */
        private final List<double[]> states = new ArrayList<>();
        private int calls;

        /**
         * Wraps a model.
         *
         * @param net a network whose state is one array [batchSize, numHiddens]
         * @param numHiddens the number of hidden units
         * @param minibatches the minibatches of the epoch
         * @param sampling whether each minibatch continues the one before
         */
        public MinibatchWatch(LanguageModel net, int numHiddens, List<Minibatch> minibatches, Sampling sampling) {
            super(net);
            this.numHiddens = numHiddens;
            this.minibatches = minibatches;
            this.sequential = sampling == Sampling.SEQUENTIAL;
        }

        /** Must be called before each epoch. */
        public void beginEpoch() {
            states.clear();
            calls = 0;
        }

        /** Checks after an epoch that no minibatch was left out. */
        public void endEpoch() {
            Expect.that(calls == minibatches.size(), () -> "forward was called " + calls + " times in an epoch of "
                    + minibatches.size() + " minibatches: call net.forward(tokens, state) once for each, however many there "
                    + "are.\n" + (calls == 0 ? "Is it in the loop over batches, and the loop not empty?"
                    : "Is the loop over batches left too early, or does a condition leave some out?"));
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            calls++;
            Expect.that(calls <= minibatches.size(), "forward was called more often than there are minibatches ("
                    + minibatches.size() + "): call it once for each, and take output.logits() and output.state() from its "
                    + "one result");
            int[][] expected = minibatches.get(calls - 1).tokens();
            String given = "for minibatch " + calls + " the model was given ";
            Shape shape = new Shape(expected.length, expected[0].length);
            Expect.that(tokens.getShape().equals(shape), () -> given + "tokens of shape " + tokens.getShape() + ", expected "
                    + shape + ": hand the minibatch's data on as it is, [batchSize, numSteps]");
            checkTokens(given, tokens, expected);
            Expect.that(state != null, () -> given + "null as state: begin each epoch with net.beginState(batch.getManager(), "
                    + "batchSize), and each minibatch with random sampling");
            Expect.that(state.size() == 1, () -> given + "a state of " + state.size()
                    + " arrays, but this model has a state of one array: keep a list of all arrays of output.state()");
            Expect.that(!states.isEmpty(), "the first minibatch of an epoch was given a state that was not begun in this "
                    + "epoch: keep the state in a local variable, which is null at first, and begin each epoch with "
                    + "net.beginState");
            checkState(given, state.get(0), expected.length);
            RnnOutput output = super.forward(tokens, state);
            states.add(Expect.values(output.state().get(0)));
            return output;
        }

        private void checkTokens(String given, NDArray tokens, int[][] rows) {
            double[] actual = Expect.values(tokens);
            double[] expected = flat(rows);
            int wrong = firstDifference(actual, expected);
            boolean again = wrong >= 0 && calls > 1 && Arrays.equals(actual, flat(minibatches.get(calls - 2).tokens()));
            Expect.that(!again, "forward was called again for minibatch " + (calls - 1) + ": call it once for each, and take "
                    + "output.logits() and output.state() from its one result");
            Expect.that(wrong < 0, () -> given + "the token " + ShortNumber.of(actual[wrong]) + " in the place of "
                    + ShortNumber.of(expected[wrong]) + tooSmall(tokens) + ": hand the minibatch's data on as it is");
        }

        private static double[] flat(int[][] rows) {
            return Arrays.stream(rows).flatMapToInt(Arrays::stream).asDoubleStream().toArray();
        }

        private static String tooSmall(NDArray tokens) {
            return tokens.getDataType() == DataType.INT8 || tokens.getDataType() == DataType.UINT8
                    ? " (its data type has only 256 numbers)" : "";
        }

        private static int firstDifference(double[] actual, double[] expected) {
            return IntStream.range(0, expected.length).filter(i -> Math.abs(actual[i] - expected[i]) > EXACT).findFirst()
                    .orElse(-1);
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
            // The results of the oracle show with which mistake it is another one.
            double[] values = Expect.values(state);
            double[] right = sequential ? states.get(calls - 1) : new double[values.length];
            if (!sequential) {
                Arrays.fill(right, BEGIN);
            }
            Expect.that(firstDifference(values, right) < 0, () -> given + "another state than "
                    + (sequential && calls > 1 ? "the one that forward returned for the minibatch before" : "the one begun")
                    + known(values) + ": with sequential sampling keep output.state() of each minibatch for the next one, "
                    + "with random sampling begin each with net.beginState");
        }

        /** Says after which minibatch a state was returned. */
        private String known(double[] values) {
            for (int i = states.size() - 1; i >= 0; i--) {
                if (states.get(i).length == values.length && firstDifference(values, states.get(i)) < 0) {
                    return i == 0 ? ", the first state again" : ", the one after minibatch " + i;
                }
            }
            return "";
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
            NDList begun = super.beginState(manager, batchSize);
            try (NDArray begin = manager.create(BEGIN)) {
                begun.get(0).addi(begin);
            }
            if (states.isEmpty()) {
                states.add(Expect.values(begun.get(0)));
            }
            return begun;
        }

        /** Returns a loss that checks whether it is given the labels of the minibatch, in whatever order. */
        public Loss watched(Loss loss) {
            return new Loss("watched") {
                @Override
                public NDArray evaluate(NDList labels, NDList predictions) {
                    checkLabels(labels.get(0));
                    return loss.evaluate(labels, predictions);
                }
            };
        }

        private void checkLabels(NDArray labels) {
            double[] expected = Arrays.stream(flat(minibatches.get(Math.max(0, calls - 1)).labels())).sorted().toArray();
            double[] actual = Arrays.stream(Expect.values(labels)).sorted().toArray();
            if (actual.length != expected.length) {
                return; // the test of the loss says so
            }
            int wrong = firstDifference(actual, expected);
            Expect.that(wrong < 0, () -> "for minibatch " + calls + " the loss was given other labels than those of "
                    + "the minibatch: in order of size, " + ShortNumber.of(actual[wrong]) + " stands in the place of "
                    + ShortNumber.of(expected[wrong]) + tooSmall(labels));
        }
    }
}
