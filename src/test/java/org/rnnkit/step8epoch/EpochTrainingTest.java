package org.rnnkit.step8epoch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step7clipping.GradientClipping;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.DrawnCases;
import org.rnnkit.testkit.comparison.ShortNumber;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.given.EpochSetting;
import org.rnnkit.testkit.given.EpochWatch;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.junit.LeftOpenCollector;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.models.FailingModel;
import org.rnnkit.testkit.models.OpenCollector;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.NotImplementedYet;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: state, forward, loss, backward, clip, update, batch after batch. */
@Tag("step8")
class EpochTrainingTest {

    private static final EpochSetting LONG = new EpochSetting(Sampling.SEQUENTIAL, 200, 1, 1, 2, 1, 1, 1,
            EpochSetting.LARGE, 1, 0);
    /** Milliseconds before the first minibatch and in the last update. A time without them is too short. */
    private static final int PAUSE = 30;
    /** Seconds by which a clock may be off: a tick of 15 ms at worst. */
    private static final double CLOCK = 0.02;

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
    void usesANewStateForEachMinibatchWithRandomSampling(NDManager manager, Draw draw) {
        EpochCase.check(EpochSetting.of(Sampling.RANDOM), draw, manager);
    }

    @Test
    @Order(2)
    void keepsTheStateWithSequentialSampling(NDManager manager, Draw draw) {
        EpochCase.check(EpochSetting.of(Sampling.SEQUENTIAL), draw, manager);
    }

    /** The first gradients are small, so that clipping which leaves out the first minibatch differs from none. */
    @Test
    @Order(3)
    void clipsGradientsToANormOf1BeforeTheUpdater(NDManager manager, Draw draw) {
        EpochCase.check(new EpochSetting(Sampling.RANDOM, 3, 2, 5, 6, 4, 7, 1, EpochSetting.LARGE,
                EpochSetting.SMALL / EpochSetting.LARGE, 0), draw, manager);
    }

    @Test
    @Order(4)
    void keepsItsPromisesInEveryDrawnCase(Draw draw) {
        DrawnCases.check(EpochCase.class, draw);
    }

    @Test
    @Order(5)
    void trainsOnEveryMinibatchOfALongEpoch(NDManager manager, Draw draw) {
        EpochCase.check(LONG, draw, manager);
    }

    @Test
    void passesOnAnExceptionAndBeginsAgain(NDManager manager, Draw draw) {
        Sampling sampling = Sampling.SEQUENTIAL;
        EpochCase.check(EpochSetting.of(sampling), draw, manager);
        EpochWatch of = new EpochWatch(EpochSetting.of(sampling), Updaters.sgd(1), draw, manager);
        boolean isPassedOn = fails(() -> EpochTraining.trainEpoch(new FailingModel(of, 2), of, of.loss(), of, sampling));
        Expect.that(isPassedOn, "forward threw an exception in an epoch of 3 minibatches, but trainEpoch returned a result: "
                + "don't catch exceptions, or the training goes on without minibatches that it could not read");
        boolean isOpen = OpenCollector.exists();
        LeftOpenCollector.close();
        EpochWatch other = new EpochWatch(EpochSetting.of(sampling), Updaters.sgd(1), draw, manager);
        Updater failing = parameters -> {
            other.update(parameters);
            throw new IllegalArgumentException("this updater fails");
        };
        Expect.that(fails(() -> EpochTraining.trainEpoch(other, other, other.loss(), failing, sampling)), "the updater threw "
                + "an exception, but trainEpoch returned a result: don't catch exceptions, or the training goes on without "
                + "updates");
        Expect.that(!isOpen, "when forward throws an exception, the gradient collector stays open, so that no other can be "
                + "opened in this process: open it with try (...), which closes it after an exception, too");
        int before = Evidence.current().size();
        try {
            EpochCase.check(EpochSetting.of(sampling), draw, manager);
        } catch (AssertionError | RuntimeException wrong) {
            Evidence.current().forgetSince(before);
            throw Expect.failure("after an epoch that failed in its second minibatch, an epoch with another model is wrong: a "
                    + "static field still has what the failed epoch kept, such as its state. Everything that belongs to a call "
                    + "is a local variable of trainEpoch.\n" + wrong.getMessage());
        }
    }

    private static boolean fails(Runnable call) {
        try {
            call.run();
            return false;
        } catch (NotImplementedYet stub) {
            throw stub;
        } catch (RuntimeException passedOn) {
            return true;
        }
    }

    /** Sleeping sets a minimum time; nothing is asserted about the speed. */
    @Test
    @Tag("same-with-every-seed")
    @Order(Integer.MAX_VALUE)
    void measuresTheSecondsOfTheWholeEpoch(NDManager manager, Draw draw) {
        Updater sgd = Updaters.sgd(1);
        EpochWatch epoch = new EpochWatch(EpochSetting.of(Sampling.RANDOM), sgd, draw, manager);
        epoch.batches().pauseBeforeTheFirst(PAUSE);
        // All times are measured, since a busy machine sleeps longer.
        long start = System.nanoTime();
        double[] after = {0};
        EpochResult result = EpochTraining.trainEpoch(epoch, epoch, epoch.loss(), parameters -> {
            // The last update takes longer than all before it, so that each pause that is left out shows.
            GivenBatches.pause(epoch.batches().made() == 3 ? (int) (1e3 * secondsAfter(start)) + PAUSE / 2 : 0);
            epoch.update(parameters);
            after[0] = secondsAfter(start);
        }, Sampling.RANDOM);
        double most = secondsAfter(start) + CLOCK;
        double begun = (epoch.batches().begun() - start) / 1e9;
        double least = after[0] - begun - CLOCK;
        double seconds = result.seconds();
        boolean exchanged = Math.abs(seconds - epoch.perplexity()) < 1e-3 * seconds;
        Expect.result("seconds", seconds >= least && seconds <= most, () -> Map.of(
                "perplexity and seconds are exchanged: a result is new EpochResult(perplexity, tokens, seconds)", exchanged,
                "the time is in milliseconds or nanoseconds, or a division of whole numbers cut the fraction off: divide "
                        + "nanoseconds by 1e9", seconds == 0 || !exchanged && isBetween(seconds / 1e3, least, most)
                        || isBetween(seconds / 1e9, least, Math.min(1, most))),
                () -> Failure.ofResult("seconds is " + ShortNumber.of(seconds) + ", but the epoch took between "
                        + ShortNumber.of(least) + " and " + ShortNumber.of(most)
                        + " s: it is the wall time of all minibatches, in seconds"));
    }

    private static boolean isBetween(double seconds, double least, double most) {
        return seconds > least - CLOCK / 8 && seconds < most + CLOCK / 8;
    }

    private static double secondsAfter(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
