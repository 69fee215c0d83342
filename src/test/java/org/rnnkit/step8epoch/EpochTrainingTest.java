package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.SplitState;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.OpenCollector;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.slips.EpochSlips;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: state, forward, loss, backward, clip, update, batch after batch. */
@Tag("step8")
class EpochTrainingTest {

    static final int VOCAB_SIZE = 6;
    static final int NUM_HIDDENS = 5;
    static final float LEARNING_RATE = 1;

    private static final Set<Epoch.Slip> OF_THE_STATE = EnumSet.of(Epoch.Slip.STATE_BEGUN_ANEW, Epoch.Slip.STATE_KEPT,
            Epoch.Slip.SAMPLINGS_EXCHANGED, Epoch.Slip.STATE_BEGUN_FOR_OTHER_STEPS, Epoch.Slip.FIRST_STATE_KEPT,
            Epoch.Slip.FIRST_ARRAY_KEPT, Epoch.Slip.LAST_ARRAY_KEPT, Epoch.Slip.TWO_ARRAYS_KEPT);

    static final String NOT_CLOSED = "the gradient collector was not closed: open it with try (...)";
    static final Loss LOSS = Loss.softmaxCrossEntropyLoss();

    /** A model, its parameters in doubles and some minibatches, trained for one epoch. */
    static final class Case {
        final Parameters begin;
        final List<Minibatch> minibatches;
        final GivenBatches batches;
        final Sampling sampling;
        LanguageModel net;
        private boolean hasSplitState;
        EpochResult result;

        Case(NDManager manager, Draw draw, Sampling sampling, int[]... sizes) {
            this(manager, draw, Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS), sampling, sizes);
        }

        Case(NDManager manager, Draw draw, Parameters begin, Sampling sampling, int[]... sizes) {
            this.sampling = sampling;
            this.begin = begin;
            net = begin.network(manager);
            int vocabSize = begin.bQ().length;
            minibatches = Arrays.stream(sizes).map(n -> new Minibatch(draw.tokens(n[0], n[1], vocabSize),
                    draw.tokens(n[0], n[1], vocabSize))).toList();
            batches = new GivenBatches(manager, minibatches);
        }

        /** Trains the same network with more parameters than step 2 makes. */
        Case withSevenParameters(NDManager manager) {
            net = GivenRnn.inSevenArrays(begin.arrays(manager), manager);
            return this;
        }

        Case train(LanguageModel model, Updater updater) {
            return train(model, LOSS, updater);
        }

        Case train(LanguageModel model, Loss loss, Updater updater) {
            hasSplitState = model instanceof SplitState;
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

        EpochValues expected(Epoch.Slip... slips) {
            return Epoch.train(begin, minibatches, sampling == Sampling.SEQUENTIAL, LEARNING_RATE, slips);
        }

        void check() {
            EpochValues right = expected();
            checkParameters(right);
            // If the parameters are right, only the computation with the losses and tokens can be wrong.
            Expect.number("the number of tokens", result.tokens(), Arrays.stream(right.sizes()).sum(), 0,
                    EpochSlips.ofTokens(minibatches, begin.bQ().length));
            Expect.number("the perplexity", result.perplexity(), right.perplexity(), 1e-3 * right.perplexity(),
                    EpochSlips.ofPerplexity(right, minibatches, result));
        }

        private void checkParameters(EpochValues right) {
            Slip[] slips = slips(sampling, with -> flat(net, resultWith(with).parameters())).toArray(Slip[]::new);
            NDManager manager = net.parameters().get(0).getManager();
            try (NDArray all = Draw.array(manager, values(net)); NDList five = begin.arrays(manager)) {
                Expect.array("the model's parameters after the epoch, as one vector", all)
                        .withAxes(List.of("parameter")).withLabels(AxisNames.ofValues(five))
                        .isCloseTo(flat(net, right.parameters()), 1e-3, slips);
            }
        }

        private EpochValues resultWith(Epoch.Slip... slips) {
            boolean shows = switch (slips[0]) {
                case FIRST_ARRAY_KEPT, TWO_ARRAYS_KEPT, LAST_ARRAY_KEPT -> hasSplitState;
                case FIVE_OF_SEVEN_CLIPPED -> net.parameters().size() == 7;
                default -> true;
            };
            return expected(shows ? slips : Arrays.copyOfRange(slips, 1, slips.length));
        }
    }

    /**
     * Returns the wrong values of every slip. Whoever has written only RANDOM so far also begins each minibatch of SEQUENTIAL
     * with a new state: so there every slip that does not need a kept state has a second result, together with this one.
     */
    private static List<Slip> slips(Sampling sampling, Function<Epoch.Slip[], double[]> values) {
        List<Slip> slips = new ArrayList<>();
        for (Epoch.Slip slip : Epoch.Slip.values()) {
            slips.add(new Slip(slip.words(), values.apply(new Epoch.Slip[] {slip})));
            if (sampling == Sampling.SEQUENTIAL && !OF_THE_STATE.contains(slip)) {
                slips.add(new Slip(slip.words(), values.apply(new Epoch.Slip[] {slip, Epoch.Slip.STATE_BEGUN_ANEW})));
            }
        }
        return slips;
    }

    /** Returns the values of all parameters in one vector. */
    static double[] values(LanguageModel net) {
        return net.parameters().stream().flatMapToDouble(p -> Arrays.stream(Expect.values(p))).toArray();
    }

    static double[] flat(LanguageModel net, Parameters p) {
        try (NDManager manager = net.parameters().getManager().newSubManager()) {
            return p.network(manager).parameters().stream().flatMapToDouble(a -> Arrays.stream(Expect.values(a))).toArray();
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

    /** With one minibatch, what is closed too early does no harm before the check. */
    @Test
    @Order(2)
    void leavesTheParametersAndTheCollectorAsTheyWere(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3});
        List<NDArray> parameters = List.copyOf(c.net.parameters());
        c.train();
        Expect.that(parameters.stream().noneMatch(NDArray::isReleased), "trainEpoch closed a parameter of the model, "
                + "which is needed for the next minibatch: close only what the minibatch made");
        Expect.that(!OpenCollector.exists(), NOT_CLOSED);
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
        int rows = sampling == Sampling.RANDOM ? 5 : 3; // a kept state has a row for each sequence
        Case c;
        double[] losses;
        do {
            c = new Case(manager, draw, sampling, new int[] {3, 6}, new int[] {3, 6}, new int[] {rows, 1});
            losses = c.expected().losses();
        } while (Math.abs(losses[2] - (losses[0] + losses[1]) / 2) < 0.1); // else all weights give nearly the same mean
        c.train().check();
    }

    /** The gradients of the first minibatch are so small that they are not clipped, even if they are twice as large. */
    @Test
    void acceptsASmallerLastMinibatch(NDManager manager, Draw draw) {
        Parameters p = Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS);
        Arrays.stream(p.wHq()).forEach(row -> Arrays.setAll(row, i -> row[i] / 8));
        Arrays.fill(p.bQ(), 0);
        new Case(manager, draw, p, Sampling.RANDOM, new int[] {40, 3}, new int[] {4, 3}, new int[] {2, 3}).train().check();
    }

    @Test
    @Order(7)
    void keepsEveryArrayOfTheState(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {3, 4}, new int[] {3, 4}, new int[] {3, 4});
        c.train(SplitState.inThree(c.net), Updaters.sgd(LEARNING_RATE)).check();
    }

    /** Returns parameters so steep that the gradient is clipped for every draw. */
    private static Parameters steep(Draw draw) {
        Parameters p = Parameters.draw(draw, VOCAB_SIZE, NUM_HIDDENS);
        Arrays.stream(p.wHq()).forEach(row -> Arrays.setAll(row, i -> 24 * row[i]));
        return p;
    }

    @Test
    @Order(3)
    void clipsGradientsToANormOf1BeforeTheUpdater(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, steep(draw), Sampling.SEQUENTIAL, new int[] {2, 8}, new int[] {2, 8},
                new int[] {2, 8}).withSevenParameters(manager);
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
        if (norms.size() != c.minibatches.size()) {
            return; // the test of the updater's calls says so
        }
        EpochValues right = Epoch.train(c.begin, c.minibatches, true, 0);
        double[] seen = norms.stream().mapToDouble(Double::doubleValue).toArray();
        Map<String, Boolean> slips = new LinkedHashMap<>();
        slips(c.sampling, with -> Epoch.train(c.begin, c.minibatches, true, 0, with).clippedNorms())
                .forEach(slip -> slips.merge(slip.words(), near(seen, slip.values()), Boolean::logicalOr));
        EpochSlips.ofNorms(right, seen).forEach(slip -> slips.put(slip.words(), near(seen, slip.values())));
        Expect.result("the norms of the gradients that the updater gets", near(seen, right.clippedNorms()), slips, () ->
                "in 3 minibatches the updater got gradients with the norms " + figures(seen) + ", expected "
                + figures(right.clippedNorms()));
    }

    static boolean near(double[] norms, double[] others) {
        return norms.length == others.length
                && IntStream.range(0, norms.length)
                        .allMatch(i -> Math.abs(norms[i] - others[i]) < 1e-3 * (1 + Math.abs(others[i])));
    }

    private static List<String> figures(double[] norms) {
        return Arrays.stream(norms).mapToObj(norm -> ShortNumber.of(Math.round(1000 * norm) / 1000.0)).toList();
    }

    @Test
    void trainsWithSteepGradients(NDManager manager, Draw draw) {
        new Case(manager, draw, steep(draw), Sampling.RANDOM, new int[] {2, 8}, new int[] {2, 8})
                .withSevenParameters(manager).train().check();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(4)
    void callsTheUpdaterOncePerMinibatchWithTheModelsParameters(Sampling sampling, NDManager manager, Draw draw) {
        int[] size = {3, 4};
        Case c = new Case(manager, draw, sampling, size, size, size, size, size).withSevenParameters(manager);
        List<List<NDArray>> calls = new ArrayList<>();
        Updater sgd = Updaters.sgd(LEARNING_RATE);
        c.train(c.net, parameters -> {
            calls.add(List.copyOf(parameters));
            sgd.update(parameters);
        });
        int count = calls.size();
        Expect.result("the number of calls of the updater", count == 5, Map.of(
                "the updater is never called: call updater.update for every minibatch", count == 0,
                "the updater is called once for the whole epoch: call it for every minibatch, in the loop", count == 1
                        && c.batches.made() == 5,
                "the updater is called for every second minibatch only: call it for every minibatch", count == 2,
                "the updater is called twice for a minibatch", count == 10,
                "the updater is called for each parameter apart: call it once, with net.parameters()", count == 35),
                () -> "calls of the updater in 5 minibatches with " + sampling + ": " + count + ", expected 5");
        Expect.that(calls.stream().allMatch(List.copyOf(c.net.parameters())::equals),
                "the updater must get the arrays of net.parameters(), all of them and in their order");
    }
}
