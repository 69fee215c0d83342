package org.rnnkit.grader.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.worker.training.EpochRecorder.MinibatchTimer;
import org.rnnkit.grader.worker.training.EpochRecorder.ParameterWatch;
import org.rnnkit.grader.worker.training.TrainingAnswer.Observations;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;
import org.rnnkit.toolkit.given.GivenRnn;

/** Tests of what the kit sees of a training beside the steps. */
class ParameterWatchTest {

    private static final int VOCABULARY = 7;

    private final Draw draw = new Draw("watch");
    private NDManager manager;
    private GivenRnn net;
    private ParameterWatch watch;

    @BeforeEach
    void start() {
        manager = NDManager.newBaseManager();
        net = Parameters.draw(draw, VOCABULARY, 6).network(manager);
        watch = new ParameterWatch(net.parameters());
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void seesNothingButUpdatesInARightTraining() {
        train(watch.watchedUpdater(Updaters.sgd(1)));

        Observations seen = watch.observations(0.5);
        assertThat(seen.updates()).isEqualTo(2);
        assertThat(seen.otherChanges()).isZero();
        assertThat(seen.largestNorm()).isPositive().isLessThanOrEqualTo(1.00001);
        assertThat(seen.minibatchSeconds()).isEqualTo(0.5);
    }

    @Test
    void seesEachChangeWithoutTheUpdater() {
        Updater watched = watch.watchedUpdater(Updaters.sgd(1));
        net.parameters().get(3).stopGradient().addi(1);
        train(watched);
        net.parameters().get(1).stopGradient().muli(2);

        assertThat(watch.observations(1).otherChanges()).isEqualTo(2);
    }

    /** A model from constants can be smuggled in as a gradient, too. */
    @Test
    void seesGradientsThatWereNotClipped() {
        Updater watched = watch.watchedUpdater(Updaters.sgd(1));
        train(parameters -> {
            parameters.get(3).getGradient().addi(3);
            watched.update(parameters);
        });

        assertThat(watch.observations(1).largestNorm()).isGreaterThan(1.001);
    }

    /** A list that a student has written may run code whenever an element is asked for. */
    @Test
    void updatesTheModelsOwnArraysWhateverTheStepsHandOver() {
        Updater watched = watch.watchedUpdater(Updaters.sgd(1));
        train(parameters -> watched.update(new NDList(parameters) {
            @Override
            public NDArray get(int index) {
                throw new IllegalStateException("called in the middle of an update");
            }
        }));

        assertThat(watch.observations(1).updates()).isEqualTo(2);
        assertThat(watch.observations(1).otherChanges()).isZero();
    }

    @Test
    void seesTheLargestFirstParameter() {
        net.parameters().get(3).stopGradient().addi(-5);

        assertThat(new ParameterWatch(net.parameters()).observations(1).largestFirstValue()).isGreaterThan(3);
    }

    /** The timer runs the model during the training, and the training must not notice. */
    @Test
    void timesAMinibatchAndLeavesParametersAndGradientsAsTheyWere() {
        int[] tokens = draw.tokens(1, 40, VOCABULARY)[0];
        MinibatchTimer timer = new MinibatchTimer(net, new SequenceDataset(tokens, 2, 5, Sampling.SEQUENTIAL, 1), manager, 2);
        int arrays = manager.getManagedArrays().size();
        timer.epochFinished(1);
        timer.epochFinished(2);

        assertThat(timer.median()).isPositive();
        assertThat(watch.observations(1).otherChanges()).isZero();
        assertThat(EpochRecorder.norm(net.parameters())).isZero();
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }

    @Test
    void leavesAFailedMeasurementOut() {
        MinibatchTimer timer = new MinibatchTimer(null, null, null, 1);
        timer.epochFinished(1);

        assertThat(timer.median()).isNaN();
    }

    private void train(Updater updater) {
        List<Minibatch> minibatches = List.of(minibatch(), minibatch());
        EpochTraining.trainEpoch(net, new GivenBatches(manager, minibatches), Loss.softmaxCrossEntropyLoss(),
                updater, Sampling.RANDOM);
    }

    private Minibatch minibatch() {
        return new Minibatch(draw.tokens(3, 5, VOCABULARY), draw.tokens(3, 5, VOCABULARY));
    }
}
