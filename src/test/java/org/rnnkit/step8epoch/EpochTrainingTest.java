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
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.GivenRnn;
import org.rnnkit.testkit.given.TwoPartState;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
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
        EpochResult result;

        Case(NDManager manager, Draw draw, Sampling sampling, int[]... sizes) {
            this.sampling = sampling;
            begin = Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS);
            net = new GivenRnn(manager, begin);
            minibatches = Arrays.stream(sizes).map(n -> new Minibatch(draw.tokens(n[0], n[1], VOCAB_SIZE),
                    draw.tokens(n[0], n[1], VOCAB_SIZE))).toList();
            batches = new GivenBatches(manager, minibatches);
        }

        Case train(LanguageModel model, Updater updater) {
            result = EpochTraining.trainEpoch(model, batches, loss, updater, sampling);
            Expect.that(result != null, "trainEpoch returned null");
            return this;
        }

        Case train() {
            return train(net, Updaters.sgd(LEARNING_RATE));
        }

        Epoch.Result expected(Epoch.Slip... slips) {
            return Epoch.train(begin, minibatches, sampling == Sampling.SEQUENTIAL, LEARNING_RATE, slips);
        }

        void check() {
            Epoch.Result right = expected();
            checkParameters(right);
            // If the parameters are right, only the computation with the losses can be wrong.
            Expect.number("the perplexity", result.perplexity(), right.perplexity(), 1e-3 * right.perplexity(),
                    perplexitySlips(right).toArray(Slip[]::new));
        }

        private void checkParameters(Epoch.Result right) {
            Slip[] slips = Arrays.stream(Epoch.Slip.values())
                    .map(slip -> new Slip(slip.words(), flat(net, expected(slip).parameters()))).toArray(Slip[]::new);
            NDManager manager = net.parameters().get(0).getManager();
            double[] actual = net.parameters().stream().flatMapToDouble(p -> Arrays.stream(Expect.values(p))).toArray();
            try (NDArray all = Draw.array(manager, actual)) {
                Expect.array("the model's parameters after the epoch, as one vector", all)
                        .isCloseTo(flat(net, right.parameters()), 1e-3, slips);
            }
        }
    }

    private static double[] flat(LanguageModel net, Parameters p) {
        try (NDManager manager = net.parameters().getManager().newSubManager()) {
            return GivenRnn.arrays(manager, p).stream().flatMapToDouble(a -> Arrays.stream(Expect.values(a))).toArray();
        }
    }

    private static List<Slip> perplexitySlips(Epoch.Result right) {
        int tokens = Arrays.stream(right.sizes()).sum();
        double meanLoss = Math.log(right.perplexity());
        double ofMinibatches = Arrays.stream(right.losses()).average().orElseThrow();
        double ofPerplexities = Arrays.stream(right.losses()).map(Math::exp).average().orElseThrow();
        double weighted = 0;
        for (int i = 0; i < right.losses().length; i++) {
            weighted += Math.exp(right.losses()[i]) * right.sizes()[i];
        }
        double sumOfMeans = Arrays.stream(right.losses()).sum();
        return List.of(
                one("the mean loss is returned, without exp", meanLoss),
                one("each minibatch counts the same, however many tokens it has: weight its mean loss by its tokens",
                        Math.exp(ofMinibatches)),
                one("perplexities are averaged: average the losses, then take exp once", ofPerplexities),
                one("perplexities are averaged: average the losses, then take exp once", weighted / tokens),
                one("only the last minibatch counts", Math.exp(right.losses()[right.losses().length - 1])),
                one("only the first minibatch counts", Math.exp(right.losses()[0])),
                one("losses are added up, but not divided by their number", Math.exp(sumOfMeans)),
                one("mean losses are added up and divided by the number of tokens", Math.exp(sumOfMeans / tokens)),
                one("2 is raised to the mean loss; the loss is in nats, so it is exp", Math.pow(2, meanLoss)));
    }

    private static Slip one(String words, double value) {
        return new Slip(words, new double[] {value});
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
    @Order(2)
    void keepsTheStateWithSequentialSampling(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4}).train().check();
    }

    @Test
    @Order(3)
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
    @Order(6)
    void weightsEachMinibatchByItsTokens(Sampling sampling, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, sampling, new int[] {3, 6}, new int[] {3, 6}, new int[] {3, 1}).train();
        c.check();
        Expect.that(c.result.tokens() == 39, "the number of tokens is " + c.result.tokens()
                + ", expected 39 = 3 · 6 + 3 · 6 + 3 · 1");
    }

    @Test
    void acceptsASmallerLastMinibatch(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.RANDOM, new int[] {4, 3}, new int[] {4, 3}, new int[] {2, 3}).train().check();
    }

    @Test
    @Order(4)
    void keepsEveryArrayOfTheState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4});
        c.train(new TwoPartState(c.net), Updaters.sgd(LEARNING_RATE)).check();
    }

    @Test
    @Order(1)
    void clipsGradientsToANormOf1BeforeTheUpdater(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 8}, new int[] {2, 8}, new int[] {2, 8});
        Parameters steep = c.begin.copy(); // so steep that the gradient is clipped for every draw
        Arrays.stream(steep.wHq()).forEach(row -> Arrays.setAll(row, i -> 8 * row[i]));
        List<Double> norms = new ArrayList<>();
        c.train(new GivenRnn(manager, steep), parameters -> {
            double sum = 0;
            for (NDArray parameter : parameters) {
                try (NDArray gradient = parameter.getGradient()) {
                    sum += Arrays.stream(Expect.values(gradient)).map(g -> g * g).sum();
                }
            }
            norms.add(Math.round(1000 * Math.sqrt(sum)) / 1000.0);
            Updaters.sgd(0).update(parameters);
        });
        Expect.that(norms.stream().allMatch(norm -> norm > 0), () -> "the updater saw gradients of norm " + norms
                + ": zero means that backward had not run, or that they were zeroed before the update");
        Expect.that(norms.stream().allMatch(norm -> norm < 1 + 1e-3), () -> "the updater saw gradients of norm " + norms
                + ": clip them to 1 after backward and before the update");
    }

    @Test
    @Order(5)
    void callsTheUpdaterOncePerMinibatchWithTheModelsParameters(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4});
        List<List<NDArray>> calls = new ArrayList<>();
        Updater sgd = Updaters.sgd(LEARNING_RATE);
        c.train(c.net, parameters -> {
            calls.add(List.copyOf(parameters));
            sgd.update(parameters);
        });
        Expect.that(calls.size() == 3, "calls of the updater in 3 minibatches: " + calls.size() + ", expected 3");
        Expect.that(calls.stream().allMatch(List.copyOf(c.net.parameters())::equals),
                "the updater must get the arrays of net.parameters()");
    }

    @Test
    void acceptsAModelThatReturnsItsInputState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 3}, new int[] {2, 3}, new int[] {2, 3});
        c.train(new Unchanging(c.net), Updaters.sgd(LEARNING_RATE));
        Expect.that(c.result.tokens() == 18, "3 minibatches of 6 tokens were counted as " + c.result.tokens());
    }

    /** A model whose state never changes. */
    private record Unchanging(LanguageModel net) implements LanguageModel {
        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            Expect.that(state.size() == 1 && !state.get(0).isReleased(), "the model was given a state that is closed, or "
                    + "none: keep the values before you close what you kept before");
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
        Expect.that(calls[0] >= 2, "evaluations of the loss given in 2 minibatches: " + calls[0]);
    }

    @Test
    void closesItsGradientCollector(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}).train();
        try (var collector = Engine.getInstance().newGradientCollector()) {
            Expect.that(collector != null, "no collector");
        } catch (IllegalStateException open) {
            Expect.that(false, "the gradient collector was not closed: open it with try (...)");
        }
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
        // Another clock may be off by its tick, about 15 ms at worst.
        Expect.that(seconds >= 0.18 && seconds <= most + 0.02, String.format(Locale.ROOT,
                "seconds is %.6g, but the epoch took between 0.2 and %.6g s: it is the wall time of all minibatches, in "
                        + "seconds", seconds, most));
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void trainsTheConciseModel(Sampling sampling, NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            LanguageModel net = new ConciseRnnModel(owner, VOCAB_SIZE, NUM_HIDDENS);
            List<double[]> begin = Expect.values(net.parameters());
            Case c = new Case(manager, draw, sampling, new int[] {3, 4}, new int[] {3, 4}).train(net, Updaters.sgd(0));
            double expected = Epoch.train(ofConciseModel(begin), c.minibatches, sampling == Sampling.SEQUENTIAL, 0)
                    .perplexity();
            // Rounding changes a logit by at most 1e-5, and the mean loss by twice that.
            Expect.number("the perplexity of a concise model that is not updated", c.result.perplexity(), expected,
                    1e-3 * expected);
            c.train(net, Updaters.sgd(LEARNING_RATE));
            // A parameter stays the same only if its gradient is below 6e-8 of its value.
            for (int i = 0; i < begin.size(); i++) {
                Expect.that(!Arrays.equals(begin.get(i), Expect.values(net.parameters().get(i))),
                        "parameter " + i + " of the concise model was not changed by an epoch");
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
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4});
        c.train(new GivenRnn(manager, zero), Updaters.sgd(0));
        Expect.number("the perplexity of a model that gives every token the same score", c.result.perplexity(),
                VOCAB_SIZE, 1e-3, perplexitySlips(new Epoch.Result(
                        new double[] {Math.log(VOCAB_SIZE), Math.log(VOCAB_SIZE)}, new int[] {12, 12}, null, null))
                        .toArray(Slip[]::new));
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
        Expect.that(last < first, "over 31 epochs of the same minibatches the perplexity went from " + first + " to "
                + last + ": it must fall");
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
        Expect.that(seen.size() == 2 && result.tokens() == 12, "an epoch of 2 minibatches took " + seen.size()
                + " and counted " + result.tokens() + " tokens, expected 12");
    }
}
