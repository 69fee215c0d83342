package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Figures;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.given.MinibatchWatch;
import org.rnnkit.testkit.given.TwoPartState;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.testkit.oracle.EpochSlips;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: state, forward, loss, backward, clip, update, batch after batch. */
@Tag("step8")
class EpochTrainingTest {

    static final int VOCAB_SIZE = 6;
    static final int NUM_HIDDENS = 5;
    private static final float LEARNING_RATE = 1;

    private final Loss loss = Loss.softmaxCrossEntropyLoss();

    /** A model, its parameters in doubles and some minibatches, trained for one epoch. */
    private final class Case {
        final Parameters begin;
        final LanguageModel net;
        final List<Minibatch> minibatches;
        final GivenBatches batches;
        final Sampling sampling;
        private boolean hasTwoPartState;
        EpochResult result;

        Case(NDManager manager, Draw draw, Sampling sampling, int[]... sizes) {
            this(manager, draw, Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS), sampling, sizes);
        }

        Case(NDManager manager, Draw draw, Parameters begin, Sampling sampling, int[]... sizes) {
            this.sampling = sampling;
            this.begin = begin;
            net = new GivenRnn(manager, begin);
            minibatches = Arrays.stream(sizes).map(n -> new Minibatch(draw.tokens(n[0], n[1], VOCAB_SIZE),
                    draw.tokens(n[0], n[1], VOCAB_SIZE))).toList();
            batches = new GivenBatches(manager, minibatches);
        }

        Case train(LanguageModel model, Updater updater) {
            hasTwoPartState = model instanceof TwoPartState;
            result = EpochTraining.trainEpoch(model, batches, loss, updater, sampling);
            Expect.that(result != null, "trainEpoch returned null");
            return this;
        }

        Case train() {
            return train(Updaters.sgd(LEARNING_RATE));
        }

        Case train(Updater updater) {
            return train(net, updater);
        }

        Epoch.Result expected(Epoch.Slip... slips) {
            return Epoch.train(begin, minibatches, sampling == Sampling.SEQUENTIAL, LEARNING_RATE, slips);
        }

        void check() {
            Epoch.Result right = expected();
            checkParameters(right);
            // If the parameters are right, only the computation with the losses and tokens can be wrong.
            Expect.number("the number of tokens", result.tokens(), Arrays.stream(right.sizes()).sum(), 0,
                    EpochSlips.ofTokens(minibatches, VOCAB_SIZE));
            Expect.number("the perplexity", result.perplexity(), right.perplexity(), 1e-3 * right.perplexity(),
                    EpochSlips.ofPerplexity(right, minibatches, result));
        }

        private void checkParameters(Epoch.Result right) {
            Slip[] slips = Arrays.stream(Epoch.Slip.values())
                    .map(slip -> new Slip(slip.words(), flat(net, resultWith(slip).parameters()))).toArray(Slip[]::new);
            NDManager manager = net.parameters().get(0).getManager();
            double[] actual = net.parameters().stream().flatMapToDouble(p -> Arrays.stream(Expect.values(p))).toArray();
            try (NDArray all = Draw.array(manager, actual)) {
                Expect.array("the model's parameters after the epoch, as one vector", all)
                        .isCloseTo(flat(net, right.parameters()), 1e-3, slips);
            }
        }

        private Epoch.Result resultWith(Epoch.Slip slip) {
            boolean needsTwoArrays = slip == Epoch.Slip.FIRST_ARRAY_KEPT || slip == Epoch.Slip.LAST_ARRAY_KEPT;
            return needsTwoArrays && !hasTwoPartState ? expected() : expected(slip);
        }
    }

    private static double[] flat(LanguageModel net, Parameters p) {
        try (NDManager manager = net.parameters().getManager().newSubManager()) {
            return GivenRnn.arrays(manager, p).stream().flatMapToDouble(a -> Arrays.stream(Expect.values(a))).toArray();
        }
    }

    @BeforeEach
    void step7MustBeRight(NDManager manager) {
        needStep7(manager);
    }

    static void needStep7(NDManager manager) {
        RequiresStep.step(7, () -> {
            NDArray parameter = manager.ones(new Shape(2, 1));
            NDArray factor = manager.create(new float[][] {{6}, {8}});
            parameter.setRequiresGradient(true);
            try (var collector = Engine.getInstance().newGradientCollector()) {
                collector.backward(parameter.mul(factor).sum());
            }
            double norm = GradientClipping.clip(new NDList(parameter), 1);
            float[] clipped = parameter.getGradient().toFloatArray();
            return Math.abs(norm - 10) < 0.01 && Math.abs(clipped[0] - 0.6) < 0.01 && Math.abs(clipped[1] - 0.8) < 0.01;
        });
    }

    @Test
    @Order(1)
    void givesTheModelTheStateOfItsEpochWithSequentialSampling(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4});
        trainWatched(c, 2);
    }

    @Test
    @Order(1)
    void givesTheModelAStateForEachMinibatchWithRandomSampling(NDManager manager, Draw draw) {
        trainWatched(new Case(manager, draw, Sampling.RANDOM, new int[] {4, 3}, new int[] {4, 3}, new int[] {2, 3}), 1);
    }

    private void trainWatched(Case c, int epochs) {
        MinibatchWatch watch = new MinibatchWatch(c.net, NUM_HIDDENS, c.minibatches);
        for (int epoch = 0; epoch < epochs; epoch++) {
            watch.beginEpoch();
            c.train(watch, Updaters.sgd(LEARNING_RATE));
        }
    }

    /** With one minibatch, what is closed too early does no harm before the check. */
    @Test
    @Order(2)
    void leavesTheParametersAndTheCollectorAsTheyWere(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}).train();
        Expect.that(c.net.parameters().stream().noneMatch(NDArray::isReleased), "trainEpoch closed a parameter of the model, "
                + "which is needed for the next minibatch: close only what the minibatch made");
        try (var collector = Engine.getInstance().newGradientCollector()) {
            Expect.that(collector != null, "no collector");
        } catch (IllegalStateException open) {
            Expect.that(false, "the gradient collector was not closed: open it with try (...)");
        }
    }

    @Test
    @Order(5)
    void keepsTheStateWithSequentialSampling(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4}).train().check();
    }

    @Test
    @Order(6)
    void usesANewStateForEachMinibatchWithRandomSampling(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4}).train().check();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void worksForOneSequence(Sampling sampling, NDManager manager, Draw draw) {
        new Case(manager, draw, sampling, new int[] {1, 5}, new int[] {1, 5}).train().check();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void worksForOneStep(Sampling sampling, NDManager manager, Draw draw) {
        new Case(manager, draw, sampling, new int[] {4, 1}, new int[] {4, 1}).train().check();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(8)
    void weightsEachMinibatchByItsTokens(Sampling sampling, NDManager manager, Draw draw) {
        new Case(manager, draw, sampling, new int[] {3, 6}, new int[] {3, 6}, new int[] {3, 1}).train().check();
    }

    @Test
    void acceptsASmallerLastMinibatch(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.RANDOM, new int[] {4, 3}, new int[] {4, 3}, new int[] {2, 3}).train().check();
    }

    @Test
    @Order(7)
    void keepsEveryArrayOfTheState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4});
        c.train(new TwoPartState(c.net), Updaters.sgd(LEARNING_RATE)).check();
    }

    /** Returns parameters so steep that the gradient is clipped for every draw. */
    private static Parameters steep(Draw draw) {
        Parameters p = Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS);
        Arrays.stream(p.wHq()).forEach(row -> Arrays.setAll(row, i -> 8 * row[i]));
        return p;
    }

    @Test
    @Order(3)
    void clipsGradientsToANormOf1BeforeTheUpdater(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, steep(draw), Sampling.SEQUENTIAL, new int[] {2, 8}, new int[] {2, 8},
                new int[] {2, 8});
        List<Double> norms = new ArrayList<>();
        c.train(c.net, parameters -> {
            double sum = 0;
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    sum += Arrays.stream(Expect.values(gradient)).map(g -> g * g).sum();
                    gradient.subi(gradient); // the parameters stay as they are
                }
            }
            norms.add(Math.sqrt(sum));
        });
        Epoch.Result right = Epoch.train(c.begin, c.minibatches, true, 0);
        double[] seen = norms.stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Boolean> slips = new LinkedHashMap<>();
        Arrays.stream(Epoch.Slip.values()).forEach(slip -> slips.put(slip.words(),
                near(seen, Epoch.train(c.begin, c.minibatches, true, 0, slip).clippedNorms())));
        EpochSlips.ofNorms(right, seen).forEach(slip -> slips.put(slip.words(), near(seen, slip.values())));
        Expect.result("the norms of the gradients that the updater gets", near(seen, right.clippedNorms()), slips, () ->
                "in 3 minibatches the updater got gradients with the norms " + figures(seen) + ", expected "
                + figures(right.clippedNorms()));
    }

    private static boolean near(double[] norms, double[] others) {
        return norms.length == others.length
                && IntStream.range(0, norms.length).allMatch(i -> Math.abs(norms[i] - others[i]) < 1e-3 * (1 + others[i]));
    }

    private static List<String> figures(double[] norms) {
        return Arrays.stream(norms).mapToObj(norm -> Figures.of(Math.round(1000 * norm) / 1000.0)).toList();
    }

    @Test
    void trainsWithSteepGradients(NDManager manager, Draw draw) {
        new Case(manager, draw, steep(draw), Sampling.SEQUENTIAL, new int[] {2, 8}, new int[] {2, 8}).train().check();
    }

    @Test
    @Order(4)
    void callsTheUpdaterOncePerMinibatchWithTheModelsParameters(NDManager manager, Draw draw) {
        int[] size = {3, 4};
        Case c = new Case(manager, draw, Sampling.RANDOM, size, size, size, size, size);
        List<List<NDArray>> calls = new ArrayList<>();
        Updater sgd = Updaters.sgd(LEARNING_RATE);
        c.train(c.net, parameters -> {
            calls.add(List.copyOf(parameters));
            sgd.update(parameters);
        });
        int count = calls.size();
        Expect.result("the number of calls of the updater", count == 5, Map.of(
                "the updater is never called: call updater.update for every minibatch", count == 0,
                "the updater is called once for the whole epoch: call it for every minibatch, in the loop", count == 1,
                "the updater is called for every second minibatch only: call it for every minibatch", count == 2,
                "the updater is called for all minibatches but one", count == 4,
                "the updater is called twice for a minibatch", count == 10,
                "the updater is called for each parameter apart: call it once, with net.parameters()", count == 20),
                () -> "calls of the updater in 5 minibatches: " + count + ", expected 5");
        Expect.that(calls.stream().allMatch(List.copyOf(c.net.parameters())::equals),
                "the updater must get the arrays of net.parameters(), all of them and in their order");
    }

    @Test
    void acceptsAModelThatReturnsItsInputState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 3}, new int[] {2, 3}, new int[] {2, 3});
        c.train(new Unchanging(c.net), Updaters.sgd(LEARNING_RATE));
        Expect.difference(c.result.tokens() == 18, () -> "3 minibatches of 6 tokens were counted as " + c.result.tokens());
    }

    /** A model whose state never changes. */
    private record Unchanging(LanguageModel net) implements LanguageModel {
        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            Expect.difference(state.size() == 1 && !state.get(0).isReleased(), () -> "a model that returns the state given "
                    + "to it was then given a state that is closed, or none: copy the values before you close what you kept "
                    + "before");
            return new RnnOutput(net.forward(tokens, state).logits(), state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return net.beginState(manager, batchSize);
        }

        @Override
        public NDList parameters() {
            return net.parameters();
        }
    }

    @Test
    void usesTheGivenLoss(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4});
        int[] calls = {0};
        Loss given = new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                calls[0]++;
                return new SoftmaxCrossEntropyLoss().evaluate(labels, predictions);
            }
        };
        EpochTraining.trainEpoch(c.net, c.batches, given, Updaters.sgd(LEARNING_RATE), Sampling.RANDOM);
        Expect.that(calls[0] >= 2, "the loss given was evaluated " + calls[0] + " times in 2 minibatches: use the parameter loss, "
                + "not a loss of your own, once for each minibatch");
    }

    /** Sleeping sets a minimum time; nothing is asserted about the speed. */
    @Test
    @Tag("same-with-every-seed")
    void measuresTheSecondsOfTheWholeEpoch(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}, new int[] {2, 3});
        c.batches.pauseBeforeEach(100);
        long start = System.nanoTime();
        c.train();
        double most = (System.nanoTime() - start) / 1e9;
        double seconds = c.result.seconds();
        boolean right = seconds >= 0.18 && seconds <= most + 0.02; // another clock may be off by its tick, 15 ms at worst
        boolean exchanged = Math.abs(seconds - c.expected().perplexity()) < 1e-3 * seconds;
        Expect.result("seconds", right, Map.of(
                "perplexity and seconds are exchanged: a result is new EpochResult(perplexity, tokens, seconds)", exchanged,
                "whole numbers are divided, which cuts the fraction off: divide by 1e9", seconds == 0,
                "the clock is started in the loop, so that it misses the time in which minibatches are made: start it before "
                        + "the loop", seconds > 0 && seconds < 0.18,
                "the end is subtracted from the start", seconds < 0,
                "the time is in milliseconds", !exchanged && seconds >= 180 && seconds <= 1000 * (most + 0.02),
                "the time is in microseconds", seconds >= 180e3 && seconds <= 1e6 * (most + 0.02),
                "the time is in nanoseconds: divide it by 1e9", seconds >= 180e6 && seconds <= 1e9 * (most + 0.02),
                "the time of day is returned, not the time that the epoch took", seconds > 1e10 || seconds == start / 1e9),
                () -> "seconds is " + Figures.of(seconds) + ", but the epoch took between 0.2 and " + Figures.of(most)
                        + " s: it is the wall time of all minibatches, in seconds");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void trainsTheConciseModel(Sampling sampling, NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            LanguageModel net = new ConciseRnnModel(owner, VOCAB_SIZE, NUM_HIDDENS);
            List<double[]> begin = Expect.values(net.parameters());
            Case c = new Case(manager, draw, sampling, new int[] {3, 4}, new int[] {3, 4}).train(net, Updaters.sgd(0));
            Epoch.Result right = Epoch.train(ofConciseModel(begin), c.minibatches, sampling == Sampling.SEQUENTIAL, 0);
            double expected = right.perplexity();
            // Rounding changes a logit by at most 1e-5, and the mean loss by twice that.
            Expect.number("the perplexity of a concise model that is not updated", c.result.perplexity(), expected,
                    1e-3 * expected, EpochSlips.ofPerplexity(right, c.minibatches, c.result));
            c.train(net, Updaters.sgd(LEARNING_RATE));
            // A parameter stays the same only if its gradient is below 6e-8 of its value.
            for (int i = 0; i < begin.size(); i++) {
                String parameter = "parameter " + i + " of the concise model";
                Expect.consequence(!Arrays.equals(begin.get(i), Expect.values(net.parameters().get(i))),
                        () -> parameter + " was not changed by an epoch");
            }
        }
    }

    /** Returns the parameters of DJL's blocks, whose weights are [outputs, inputs] and whose hidden units have two biases. */
    private static Parameters ofConciseModel(List<double[]> p) {
        double[] bH = new double[NUM_HIDDENS];
        Arrays.setAll(bH, i -> p.get(2)[i] + p.get(3)[i]);
        return new Parameters(transposed(p.get(0), VOCAB_SIZE), transposed(p.get(1), NUM_HIDDENS), bH,
                transposed(p.get(4), NUM_HIDDENS), p.get(5));
    }

    private static double[][] transposed(double[] flat, int columns) {
        double[][] rows = new double[columns][flat.length / columns];
        for (int i = 0; i < flat.length; i++) {
            rows[i % columns][i / columns] = flat[i];
        }
        return rows;
    }

    @Test
    void perplexityOfGuessingIsTheSizeOfTheVocabulary(NDManager manager, Draw draw) {
        Parameters zero = new Parameters(new double[VOCAB_SIZE][NUM_HIDDENS], new double[NUM_HIDDENS][NUM_HIDDENS],
                new double[NUM_HIDDENS], new double[NUM_HIDDENS][VOCAB_SIZE], new double[VOCAB_SIZE]);
        Case c = new Case(manager, draw, zero, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4}).train(Updaters.sgd(0));
        Expect.number("the perplexity of a model that gives every token the same score", c.result.perplexity(), VOCAB_SIZE,
                1e-3, EpochSlips.ofPerplexity(Epoch.train(zero, c.minibatches, false, 0), c.minibatches, c.result));
    }

    /** Model and minibatches are always the same, because it is not known how far others get in 31 epochs. */
    @Test
    @Tag("same-with-every-seed")
    void learnsOverManyEpochs(NDManager manager) {
        Draw draw = new Draw(1, "learns over many epochs");
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 5}, new int[] {2, 5});
        double first = c.train().result.perplexity();
        for (int epoch = 0; epoch < 30; epoch++) {
            c.train();
        }
        double last = c.result.perplexity();
        Expect.consequence(last < first, () -> "over 31 epochs of the same minibatches the perplexity went from "
                + Figures.of(first) + " to " + Figures.of(last) + ": it must fall");
    }

    /** A batch that is requested twice is made twice, which the number of batches made shows. */
    @Test
    void usesEveryBatchOnce(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}, new int[] {2, 3});
        List<Batch> seen = new ArrayList<>();
        Iterable<Batch> watched = () -> {
            var batches = c.batches.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return batches.hasNext();
                }

                @Override
                public Batch next() {
                    Batch batch = batches.next();
                    seen.add(batch);
                    return batch;
                }
            };
        };
        EpochResult result = EpochTraining.trainEpoch(c.net, watched, loss, Updaters.sgd(LEARNING_RATE), Sampling.RANDOM);
        int taken = seen.size();
        Expect.result("the number of minibatches taken", taken == 2, Map.of(
                "the epoch ends after the first minibatch: return after the loop, not in it", taken == 1,
                "the minibatches are walked through twice: each walk makes them again, so do all in one loop", taken == 4),
                () -> "in an epoch of 2 minibatches " + taken + " were taken");
        Expect.difference(result.tokens() == 12, () -> "2 minibatches of 6 tokens were counted as " + result.tokens());
    }
}
