package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.optimizer.Optimizer;
import java.util.function.Supplier;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.OtherThread;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.given.EpochSetting;
import org.rnnkit.testkit.given.EpochWatch;
import org.rnnkit.testkit.junit.LeftOpenCollector;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/**
 * A call of step 8, and everything that is asked of it.
 *
 * <p>A gradient may differ by 2e-4 of the largest gradient that the loss may have. It is a sum of 128 · 100 terms at most. Each
 * is rounded to float32, by 6e-8 of the largest; such errors add up like a random walk, to a standard deviation of 7e-6, so
 * what is allowed is 29 deviations. The largest error of the reference in 65,734 comparisons (250 seeds) was 4e-6.
 *
 * <p>A perplexity may differ by a thousandth. The losses are those of the given loss. If n of them are added up in a float,
 * their mean is off by n · 6e-8 of it at worst: by 2.4e-4 for 200 minibatches with a mean below 20, or for 4 with one below
 * 1,000. The perplexity, its exp, is off by the same share. The largest error of the reference was 3e-6.
 */
final class EpochCase implements StepCase {

    private static final float LEARNING_RATE = 0.5f;
    /** The time of the engine, in numbers that could be compared in it. */
    private static final double EACH_MINIBATCH = 50_000;
    private static final double EACH_STEP = 3_000;

    @Override
    public double work(DrawnValues values) {
        double b = values.size("batchSize");
        double t = values.size("numSteps");
        double v = values.size("vocabSize");
        double h = values.size("numHiddens");
        double numbers = 2 * v * h + h * h + h + v;
        if (values.isNumber("parameters") && values.size("parameters") > numbers) {
            return Double.POSITIVE_INFINITY;
        }
        double products = t * (b * (5 * v * h + 3 * h * h) + 4 * numbers);
        // Beside the engine's own thread, each operation takes longer.
        double factor = values.size("minibatches") * (values.is("thread", "another") ? 2 : 1);
        return factor * (EACH_MINIBATCH + EACH_STEP * t + 4 * numbers + 2 * b * t * v + products / 10);
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        boolean isFirstZero = values.is("firstLoss", "zero");
        EpochSetting setting = new EpochSetting(Sampling.valueOf(values.word("sampling")), values.size("minibatches"),
                values.size("batchSize"), values.size("numSteps"), values.size("vocabSize"), values.size("numHiddens"),
                values.isNumber("parameters") ? values.size("parameters") : 0, values.size("stateArrays"),
                values.is("gradients", "small") ? EpochSetting.SMALL : EpochSetting.LARGE,
                isFirstZero ? 0 : values.is("firstLoss", "NaN") ? Float.NaN : 1,
                values.is("firstLoss", "infinite") ? Float.POSITIVE_INFINITY : 0);
        EpochWatch epoch = new EpochWatch(setting, updater(values.word("updater"), manager), draw, manager);
        check(epoch, setting.sampling(), values.is("thread", "another"));
    }

    /** Trains for an epoch, and asks everything that is asked of a call. */
    static void check(EpochWatch epoch, Sampling sampling, boolean isOnAnotherThread) {
        try {
            Supplier<EpochResult> call = () -> EpochTraining.trainEpoch(epoch, epoch, epoch.loss(), epoch, sampling);
            epoch.check(isOnAnotherThread ? OtherThread.call(call) : call.get());
        } finally {
            LeftOpenCollector.close();
        }
    }

    /** Trains for an epoch with the kit's own updater. */
    static void check(EpochSetting setting, Draw draw, NDManager manager) {
        check(new EpochWatch(setting, Updaters.sgd(LEARNING_RATE), draw, manager), setting.sampling(), false);
    }

    private static Updater updater(String name, NDManager manager) {
        return switch (name) {
            case "sgd" -> Updaters.sgd(LEARNING_RATE);
            case "own" -> new Momentum(manager);
            default -> Updaters.of(Optimizer.adam().build());
        };
    }

    /** An updater as somebody may write it, with arrays of its own. */
    private static final class Momentum implements Updater {

        private final NDManager owner;
        private NDList velocities;

        Momentum(NDManager manager) {
            owner = manager.newSubManager();
        }

        @Override
        public void update(NDList parameters) {
            if (velocities == null) {
                velocities = new NDList();
                parameters.forEach(parameter -> velocities.add(owner.zeros(parameter.getShape())));
                velocities.forEach(NDScope::unregister);
            }
            for (int i = 0; i < parameters.size(); i++) {
                try (NDArray values = parameters.get(i).stopGradient(); NDArray gradient = parameters.get(i).getGradient()) {
                    velocities.get(i).muli(LEARNING_RATE).addi(gradient);
                    values.subi(velocities.get(i));
                    gradient.subi(gradient);
                }
            }
        }
    }
}
