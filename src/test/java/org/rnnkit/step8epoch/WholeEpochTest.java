package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step8epoch.ChapterExampleTest.BigramModel;
import org.rnnkit.step8epoch.EpochTrainingTest.Case;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.GivenNetwork;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.EpochValues;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.slips.EpochSlips;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: the result of an epoch, with the loss and minibatches given and with other models. */
@Tag("step8")
class WholeEpochTest {

    private static final int VOCAB_SIZE = EpochTrainingTest.VOCAB_SIZE;
    private static final int NUM_HIDDENS = EpochTrainingTest.NUM_HIDDENS;
    /** More minibatches than a byte counts; their tokens are more than a short counts. */
    private static final int MANY = 260;
    private static final int MANY_ROWS = 128;
    /** The first of them are learned, slowly, with a loss so large that gradients are clipped. */
    private static final int LEARNED = 30;
    private static final float MANY_WEIGHT = 100;
    private static final float MANY_RATE = 0.01f;
    /** The mean losses of the first of many minibatches and of the others. */
    private static final double LARGE_LOSS = 2_048;
    private static final double SMALL_LOSS = 0.75 / 8_192;
    /** Milliseconds before the first minibatch. A time without them is too short. */
    private static final int PAUSE = 30;
    /** Seconds by which a clock may be off. */
    private static final double TICK = 0.003;

    @BeforeEach
    void step7MustBeRight(NDManager manager) {
        EpochTrainingTest.needStep7(manager);
    }

    @Test
    void usesTheGivenLoss(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4});
        int[] calls = {0};
        Loss given = new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                calls[0]++;
                check(labels.get(0), predictions.get(0));
                return new SoftmaxCrossEntropyLoss().evaluate(labels, predictions);
            }
        };
        EpochTraining.trainEpoch(c.net, c.batches, given, Updaters.sgd(1), Sampling.RANDOM);
        Expect.that(calls[0] == 2, "the loss given was evaluated " + calls[0] + " times in 2 minibatches: "
                + (calls[0] < 2 ? "use the parameter loss, not a loss of your own, once for each minibatch"
                        : "evaluate it once for each minibatch, and read its value with getFloat()"));
    }

    /** What is added to the loss of one minibatch does not change its gradients; a factor does. */
    @ParameterizedTest(name = "loss · {0} + {1}")
    @CsvSource({"1, NaN", "1, Infinity", "NaN, 0", "0, 0"})
    void showsEveryLossAndUpdatesAfterEach(float factor, float summand, NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {3, 4}, new int[] {3, 4}, new int[] {2, 3});
        List<Float> losses = new ArrayList<>();
        NDArray times = manager.create(factor);
        NDArray plus = manager.create(summand);
        Loss given = new Loss("changed") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                NDArray loss = new SoftmaxCrossEntropyLoss().evaluate(labels, predictions);
                NDArray changed = losses.size() == 1 ? loss.mul(times).add(plus) : loss;
                losses.add(changed.getFloat());
                return changed;
            }
        };
        int[] updates = {0};
        Updater still = Updaters.sgd(0);
        c.train(c.net, given, parameters -> {
            updates[0]++;
            still.update(parameters);
        });
        String loss = "the loss " + (losses.size() < 2 ? "" : losses.get(1))
                + (factor == 1 ? "" : " and gradients of " + factor);
        Expect.that(losses.size() != 2, () -> "of 3 minibatches, of which the second has " + loss + ", only 2 were trained on: "
                + "train on all, whatever the loss");
        if (losses.size() != 3 || updates[0] == 0) {
            return; // the tests of the loss and of the updater's calls say so
        }
        double right = Math.exp((12.0 * losses.get(0) + 12.0 * losses.get(1) + 6.0 * losses.get(2)) / 30);
        double without = Math.exp((12.0 * losses.get(0) + 6.0 * losses.get(2)) / 18);
        double actual = c.result.perplexity();
        Expect.that(updates[0] == 3, () -> "minibatch 2 of 3 has " + loss + ", and the updater was called " + updates[0]
                + " times: call it for every minibatch, with any loss and any norm of its gradients");
        Expect.that(isSame(actual, right), () -> "minibatch 2 of 3 has " + loss + ", and the perplexity is "
                + ShortNumber.of(actual) + ", expected " + ShortNumber.of(right) + ".\n" + (isSame(actual, without)
                ? "Its loss is left out: every loss counts, so that a training that has gone wrong can be seen"
                : right == Double.POSITIVE_INFINITY && Double.isFinite(actual) && actual > 1 ? "That is as if its loss were "
                + ShortNumber.of((30 * Math.log(actual) - 12 * losses.get(0) - 6 * losses.get(2)) / 12)
                + ": limit neither a loss nor the perplexity, and return exp of the mean loss even if it is not finite"
                : "Return exp of the mean loss as it is, even if it is not a finite number"));
    }

    /** A mean that is computed step by step may end with NaN in the place of infinity. */
    private static boolean isSame(double actual, double expected) {
        return Double.isFinite(expected) ? Math.abs(actual - expected) < 1e-3 * expected : !Double.isFinite(actual);
    }

    private static void check(NDArray labels, NDArray logits) {
        Expect.that(logits.getDataType().isFloating(), () -> "the loss was given " + logits.getDataType().toString()
                .toLowerCase(Locale.ROOT) + " numbers as logits: labels and logits are exchanged. Call "
                + "loss.evaluate(new NDList(labels), new NDList(logits)), the labels first");
        long rows = logits.size(0);
        Expect.that(labels.size() == rows && labels.size(0) == rows, () -> "the loss was given labels of shape "
                + labels.getShape() + " for logits of shape " + logits.getShape() + ", expected (" + rows + "), one number for "
                + "each row of the logits: transpose the labels and flatten them to one axis");
    }

    /** Sleeping sets a minimum time; nothing is asserted about the speed. */
    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void measuresTheSecondsOfTheWholeEpoch(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}, new int[] {2, 3});
        c.batches.pauseBeforeTheFirst(PAUSE);
        Updater sgd = Updaters.sgd(1);
        // All times are measured, since a busy machine sleeps longer: of the last forward, and before and after its update.
        long start = System.nanoTime();
        double[] read = {0};
        double[] before = {0};
        double[] after = {0};
        c.train(new WrappedModel(c.net) {
            @Override
            public RnnOutput forward(NDArray tokens, NDList state) {
                read[0] = secondsAfter(start);
                return super.forward(tokens, state);
            }
        }, parameters -> {
            before[0] = secondsAfter(start);
            // The last update takes longer than all before it, so that each pause that is left out shows.
            GivenBatches.pause(c.batches.made() == 2 ? (int) (1e3 * before[0]) + PAUSE / 2 : 0);
            sgd.update(parameters);
            after[0] = secondsAfter(start);
        });
        double most = secondsAfter(start);
        double begun = (c.batches.begun() - start) / 1e9;
        double made = (c.batches.firstMade() - start) / 1e9;
        double least = after[0] - begun;
        double seconds = c.result.seconds();
        double almost = least - 0.02; // another clock may be off by its tick, 15 ms at worst
        boolean right = seconds >= almost && seconds <= most + 0.02;
        boolean stoppedEarly = seconds > read[0] - begun - TICK && seconds < before[0] + TICK;
        boolean startedLate = seconds > after[0] - read[0] - TICK && seconds < most - made + TICK;
        boolean exchanged = Math.abs(seconds - c.expected().perplexity()) < 1e-3 * seconds;
        Expect.result("seconds", right, Map.of(
                "perplexity and seconds are exchanged: a result is new EpochResult(perplexity, tokens, seconds)", exchanged,
                "whole numbers are divided, which cuts the fraction off: divide by 1e9", seconds == 0,
                "the clock is started in the loop, so that it misses the time in which minibatches are made: start it before "
                        + "the loop", startedLate,
                "the clock is stopped before the last update: stop it after the loop", stoppedEarly,
                "the time of the processor is measured, which stands still while the program waits: use System.nanoTime()",
                seconds > 0 && seconds < read[0] - begun - TICK,
                "the end is subtracted from the start", seconds < 0,
                "the time is in milliseconds", !exchanged && seconds >= 1e3 * almost && seconds <= 1000 * (most + 0.02),
                "the time is in microseconds", seconds >= 1e6 * almost && seconds <= 1e6 * (most + 0.02),
                "the time is in nanoseconds: divide it by 1e9",
                seconds >= 1e9 * almost && seconds <= 1e9 * Math.min(1, most + 0.02),
                "the time of day is returned, not the time that the epoch took", seconds > 1e9 && seconds < 1e10),
                () -> "seconds is " + ShortNumber.of(seconds) + ", but the epoch took between " + ShortNumber.of(least)
                        + " and " + ShortNumber.of(most) + " s: it is the wall time of all minibatches, in seconds");
    }

    private static double secondsAfter(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void trainsTheConciseModel(Sampling sampling, NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            LanguageModel net = new ConciseRnnModel(owner, VOCAB_SIZE, NUM_HIDDENS);
            List<double[]> begin = Expect.values(net.parameters());
            Parameters known = GivenNetwork.parameters(net);
            int rows = sampling == Sampling.RANDOM ? 5 : 3; // a kept state has a row for each sequence
            Case c = new Case(manager, draw, sampling, new int[] {3, 4}, new int[] {rows, 6}, new int[] {3, 2})
                    .train(net, Updaters.sgd(0));
            EpochValues right = Epoch.train(known, c.minibatches, sampling == Sampling.SEQUENTIAL, 0);
            double expected = right.perplexity();
            // Rounding changes a logit by at most 1e-5, and the mean loss by twice that. The losses are nearly equal, so that
            // slips agree by chance; the tests with the given network tell them apart.
            Expect.number("the perplexity of a concise model that is not updated", c.result.perplexity(), expected,
                    1e-3 * expected);
            c.train(net, Updaters.sgd(1));
            // A parameter stays the same only if its gradient is below 6e-8 of its value.
            for (int i = 0; i < begin.size(); i++) {
                String parameter = "parameter " + i + " of the concise model";
                Expect.consequence(!Arrays.equals(begin.get(i), Expect.values(net.parameters().get(i))),
                        () -> parameter + " was not changed by an epoch");
            }
        }
    }

    @Test
    void perplexityOfGuessingIsTheSizeOfTheVocabulary(NDManager manager, Draw draw) {
        Parameters zero = new Parameters(new double[VOCAB_SIZE][NUM_HIDDENS], new double[NUM_HIDDENS][NUM_HIDDENS],
                new double[NUM_HIDDENS], new double[NUM_HIDDENS][VOCAB_SIZE], new double[VOCAB_SIZE]);
        Case c = new Case(manager, draw, zero, Sampling.RANDOM, new int[] {2, 4}, new int[] {3, 5}, new int[] {4, 1})
                .train(Updaters.sgd(0));
        Expect.number("the perplexity of a model that gives every token the same score", c.result.perplexity(), VOCAB_SIZE,
                1e-3, EpochSlips.ofPerplexity(Epoch.train(zero, c.minibatches, false, 0), c.minibatches, c.result));
    }

    /** Model and minibatches are always the same, because it is not known how far others get in 31 epochs. */
    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void learnsOverManyEpochs(NDManager manager) {
        Draw draw = new Draw(1, "learns over many epochs");
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 5}, new int[] {2, 5});
        double first = c.train().result.perplexity();
        for (int epoch = 0; epoch < 30; epoch++) {
            c.train();
        }
        double last = c.result.perplexity();
        Expect.consequence(last < first, () -> "over 31 epochs of the same minibatches the perplexity went from "
                + ShortNumber.of(first) + " to " + ShortNumber.of(last) + ": it must fall");
    }

    /** A batch that is requested twice is made twice, which the number of batches made shows. */
    @Test
    void usesEveryBatchOnce(NDManager manager, Draw draw) {
        int[][] sizes = new int[MANY][];
        Arrays.fill(sizes, new int[] {MANY_ROWS, 1});
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, sizes);
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
        Loss firstIsLarge = given(manager, LARGE_LOSS, SMALL_LOSS, MANY_WEIGHT);
        StateWatch net = new StateWatch(manager);
        EpochResult result = EpochTraining.trainEpoch(net, watched, firstIsLarge, Updaters.sgd(MANY_RATE), Sampling.SEQUENTIAL);
        int taken = seen.size();
        Expect.result("the number of minibatches taken", taken == MANY, Map.of(
                "no minibatch is taken: write for (Batch batch : batches)", taken == 0,
                "the epoch ends after the first minibatch: return after the loop, not in it", taken == 1,
                "the epoch ends at the first small loss: train on every minibatch, also with small losses", taken == 2,
                "the epoch ends after a fixed number of minibatches: it goes through all, however many there are",
                taken > 2 && taken < MANY,
                "the minibatches are walked through twice: each walk makes them again, so do all in one loop",
                taken == 2 * MANY),
                () -> "in an epoch of " + MANY + " minibatches " + taken + " were taken");
        Expect.that(net.firstWrong == 0, () -> "with SEQUENTIAL, minibatch " + net.firstWrong + " of " + MANY + " begins with "
                + "another state than the one that forward returned for the minibatch before: keep it through the whole epoch, "
                + "however many minibatches there are");
        List<Slip> slips = new ArrayList<>();
        NumberTypes.wrong("the number of tokens", MANY * MANY_ROWS).forEach((wrong, words) -> slips.add(Slip.of(words, wrong)));
        long counted = result.tokens() / MANY_ROWS;
        if (counted > 0 && counted < MANY) {
            slips.add(Slip.of("only the first " + counted + " minibatches are trained on: train on all, however many there are",
                    counted * MANY_ROWS));
        }
        Expect.number("the number of tokens of many minibatches", result.tokens(), MANY * MANY_ROWS, 0,
                slips.toArray(Slip[]::new));
        double perplexity = Math.exp((LARGE_LOSS + (MANY - 1) * SMALL_LOSS) / MANY);
        // A sum in a float changes the perplexity by 9e-5 of it.
        Expect.number("the perplexity of minibatches of which the first has a large loss", result.perplexity(), perplexity,
                1e-3 * perplexity);
        double[][] weights = new double[VOCAB_SIZE][VOCAB_SIZE];
        c.minibatches.subList(0, LEARNED).forEach(minibatch -> Epoch.updateBigrams(weights, minibatch, MANY_RATE, MANY_WEIGHT));
        boolean right = Expect.isClose(EpochTrainingTest.values(net), Expect.flat(weights), 1e-3);
        Expect.consequence(right, () -> "the parameters after " + MANY + " minibatches are wrong: clip the gradients of every "
                + "minibatch, and update by them, however many minibatches there are");
    }

    /**
     * A fast model whose state counts the minibatches. It finds the first one whose state is not the one that it has returned
     * for the minibatch before.
     */
    private static final class StateWatch extends WrappedModel {

        private int calls;
        private int firstWrong;

        StateWatch(NDManager manager) {
            super(new BigramModel(manager, VOCAB_SIZE));
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            boolean isKept = Arrays.stream(Expect.values(state.get(0))).allMatch(count -> count == calls);
            if (!isKept && calls > 0 && firstWrong == 0) {
                firstWrong = calls + 1;
            }
            calls++;
            NDArray next = tokens.getManager().full(state.get(0).getShape(), (float) calls);
            return new RnnOutput(super.forward(tokens, state).logits(), new NDList(next));
        }
    }

    @Test
    void perplexityOfASureAndRightModelIs1(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}, new int[] {2, 3});
        c.train(c.net, given(manager, 0, 0, 0), Updaters.sgd(1));
        Expect.number("the perplexity of minibatches whose losses are all 0", c.result.perplexity(), 1, 1e-6);
    }

    /** Returns a loss with one value at first and another one afterwards. Gradients are those of loss · weight, then zero. */
    private static Loss given(NDManager manager, double first, double afterwards, float weight) {
        NDArray factor = manager.create(weight);
        NDArray zero = manager.create(0f);
        NDArray one = manager.create((float) first);
        NDArray other = manager.create((float) afterwards);
        int[] calls = {0};
        return new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                NDArray loss = EpochTrainingTest.LOSS.evaluate(labels, predictions);
                NDArray value = calls[0] == 0 ? one : other;
                if (calls[0]++ >= LEARNED) {
                    return loss.mul(zero).add(value);
                }
                NDArray weighted = loss.mul(factor);
                return weighted.sub(weighted.stopGradient()).add(value);
            }
        };
    }
}
