package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.step8epoch.EpochTrainingTest.Case;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.given.GivenBatches.MinibatchWatch;
import org.rnnkit.testkit.given.OrderWatch;
import org.rnnkit.testkit.models.OpenCollector;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: what an epoch calls, when, with which arrays, and whether a second call begins again. */
@Tag("step8")
class EpochCallsTest {

    @BeforeEach
    void step7MustBeRight(NDManager manager) {
        EpochTrainingTest.needStep7(manager);
    }

    /** The two calls are equal, so only what the first one has kept can make a difference. */
    @Test
    @Order(0)
    void aSecondCallGivesTheSame(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 3}, new int[] {2, 3});
        Called first = Called.of(c, manager);
        Called second = Called.orThrown(c, manager);
        Called right = Called.right(c);
        List<String> differences = first.differences(second, right);
        Expect.result("a second call", differences.isEmpty(), Map.of("a static field keeps something of the first call: "
                + "everything that belongs to a call is a local variable of trainEpoch", true),
                () -> "a second epoch, with equal minibatches and another model that begins with equal parameters, differs "
                        + "from the first:\n" + String.join("\n", differences));
    }

    /** The first epoch fails in its second minibatch, when a state has been kept. */
    @Test
    void anEpochAfterOneThatFailedBeginsAgain(NDManager manager, Draw draw) {
        Case c = new Case(manager, draw, Sampling.SEQUENTIAL, new int[] {2, 3}, new int[] {2, 3});
        try {
            c.train(new WrappedModel(c.begin.network(manager)) {
                private int calls;

                @Override
                public RnnOutput forward(NDArray tokens, NDList state) {
                    if (++calls == 2) {
                        throw new IllegalArgumentException("this model fails in the second minibatch");
                    }
                    return super.forward(tokens, state);
                }
            }, Updaters.sgd(EpochTrainingTest.LEARNING_RATE));
        } catch (RuntimeException passedOn) {
            List<String> differences = Called.right(c).differences(Called.orThrown(c, manager), Called.right(c));
            Expect.consequence(differences.isEmpty(), () -> "after an epoch that failed in its second minibatch, an epoch with "
                    + "another model is wrong: a static field still has what the failed epoch kept, such as its state. "
                    + "Everything that belongs to a call is a local variable of trainEpoch.\n"
                    + String.join("\n", differences));
        }
    }

    /** The result of a call. */
    private record Called(int updates, int losses, long tokens, double perplexity, double[] parameters, String thrown) {

        /** Returns the right result of two minibatches of six tokens. */
        static Called right(Case c) {
            return new Called(2, 2, 12, c.expected().perplexity(),
                    EpochTrainingTest.flat(c.net, c.expected().parameters()), "");
        }

        static Called orThrown(Case c, NDManager manager) {
            try {
                return of(c, manager);
            } catch (RuntimeException thrown) {
                return new Called(0, 0, 0, 0, new double[0], " (it threw " + thrown.getClass().getSimpleName() + ": "
                        + thrown.getMessage() + ")");
            }
        }

        static Called of(Case c, NDManager manager) {
            int[] updates = {0};
            int[] losses = {0};
            Updater sgd = Updaters.sgd(EpochTrainingTest.LEARNING_RATE);
            Loss loss = new Loss("counted") {
                @Override
                public NDArray evaluate(NDList labels, NDList predictions) {
                    losses[0]++;
                    return EpochTrainingTest.LOSS.evaluate(labels, predictions);
                }
            };
            LanguageModel net = c.begin.network(manager);
            c.train(net, loss, parameters -> {
                updates[0]++;
                sgd.update(parameters);
            });
            return new Called(updates[0], losses[0], c.result.tokens(), c.result.perplexity(),
                    EpochTrainingTest.values(net), "");
        }

        /** Names what is right in this call and not in the second. What is wrong already in this one has another cause. */
        List<String> differences(Called second, Called right) {
            List<String> differences = new ArrayList<>();
            if (updates == right.updates && updates != second.updates) {
                differences.add("calls of its updater: " + second.updates + ", not " + updates + second.thrown);
            }
            if (losses == right.losses && losses != second.losses) {
                differences.add("calls of its loss: " + second.losses + ", not " + losses);
            }
            if (tokens == right.tokens && tokens != second.tokens) {
                differences.add("tokens: " + second.tokens + ", not " + tokens);
            }
            if (isNear(perplexity, right.perplexity) && !isNear(perplexity, second.perplexity)) {
                differences.add("perplexity: " + ShortNumber.of(second.perplexity) + ", not " + ShortNumber.of(perplexity));
            }
            if (EpochTrainingTest.near(parameters, right.parameters)
                    && !EpochTrainingTest.near(parameters, second.parameters)) {
                differences.add("its model's parameters are others than those of the first model");
            }
            return differences;
        }

        private static boolean isNear(double one, double other) {
            return EpochTrainingTest.near(new double[] {one}, new double[] {other});
        }
    }

    @Test
    @Order(1)
    void givesTheModelTheStateOfItsEpochWithSequentialSampling(NDManager manager, Draw draw) {
        trainWatched(large(manager, draw, Sampling.SEQUENTIAL, 10, new int[] {2, 40}, new int[] {2, 40}), 2);
    }

    @Test
    @Order(1)
    void givesTheModelAStateForEachMinibatchWithRandomSampling(NDManager manager, Draw draw) {
        trainWatched(large(manager, draw, Sampling.RANDOM, 4, new int[] {260, 2}, new int[] {2, 3}), 1);
    }

    /** More minibatches, sequences, time steps and tokens than in a usual test. */
    private static Case large(NDManager manager, Draw draw, Sampling sampling, int count, int[] size, int[] last) {
        int[][] sizes = new int[count][];
        Arrays.fill(sizes, size);
        sizes[sizes.length - 1] = last;
        return new Case(manager, draw, Parameters.draw(draw, 300, EpochTrainingTest.NUM_HIDDENS), sampling, sizes);
    }

    private void trainWatched(Case c, int epochs) {
        MinibatchWatch watch = new MinibatchWatch(c.net, EpochTrainingTest.NUM_HIDDENS, c.minibatches, c.sampling);
        for (int epoch = 0; epoch < epochs; epoch++) {
            watch.beginEpoch();
            c.train(watch, watch.watched(EpochTrainingTest.LOSS), Updaters.sgd(EpochTrainingTest.LEARNING_RATE));
            watch.endEpoch();
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(4)
    void endsEachMinibatchBeforeTheNext(Sampling sampling, NDManager manager, Draw draw) {
        int[] size = {2, 3};
        Case c = new Case(manager, draw, sampling, size, size, size);
        OrderWatch watch = new OrderWatch(c.net, c.batches, Updaters.sgd(EpochTrainingTest.LEARNING_RATE));
        c.train(watch, watch);
        watch.endEpoch();
    }

    @Test
    void passesOnAnException(NDManager manager, Draw draw) {
        new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}).train();
        Expect.that(!OpenCollector.exists(), EpochTrainingTest.NOT_CLOSED);
        Case c = new Case(manager, draw, Sampling.RANDOM, new int[] {2, 3}, new int[] {2, 3}, new int[] {2, 3});
        LanguageModel failing = new WrappedModel(c.net) {
            @Override
            public RnnOutput forward(NDArray tokens, NDList state) {
                if (c.batches.made() > 1) {
                    throw new IllegalArgumentException("this model reads one minibatch only");
                }
                return super.forward(tokens, state);
            }
        };
        boolean thrown = false;
        try {
            c.train(failing, Updaters.sgd(EpochTrainingTest.LEARNING_RATE));
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException passedOn) {
            thrown = true;
        }
        Expect.that(thrown, "forward threw an exception in an epoch of 3 minibatches, but trainEpoch returned a result: "
                + "don't catch exceptions, or the training goes on without minibatches that it could not read");
        int[] updates = {0};
        try {
            c.train(parameters -> {
                updates[0]++;
                throw new IllegalArgumentException("this updater fails");
            });
            thrown = false;
        } catch (RuntimeException passedOn) {
            thrown = true;
        }
        Expect.that(thrown || updates[0] == 0, "the updater threw an exception, but trainEpoch returned a result: don't catch "
                + "exceptions, or the training goes on without updates");
        Expect.that(!OpenCollector.exists(), "when forward throws an exception, the gradient collector stays open, "
                + "so that no other can be opened in this process: open it with try (...), which closes it after an exception, "
                + "too");
    }
}
