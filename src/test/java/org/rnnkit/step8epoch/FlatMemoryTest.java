package org.rnnkit.step8epoch;

import ai.djl.ndarray.NDManager;
import ai.djl.training.loss.Loss;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.given.GivenBatches;
import org.rnnkit.testkit.given.SplitState.StateRecorder;
import org.rnnkit.testkit.given.SplitState;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updaters;

/** Tests of step 8: an epoch closes all arrays that it makes. */
@Tag("step8")
class FlatMemoryTest {

    private static final String SCOPE = ": work in an NDScope for each minibatch.\nResults belong to the manager of the first "
            + "operand, so some land on that of the parameters (clip's, too)";

    @BeforeEach
    void step7MustBeRight(NDManager manager) {
        EpochTrainingTest.needStep7(manager);
    }

    private static GivenRnn net(NDManager manager, Draw draw) {
        return Parameters.draw(draw, EpochTrainingTest.VOCAB_SIZE, EpochTrainingTest.NUM_HIDDENS).network(manager);
    }

    /** Trains for an epoch of some minibatches, all of 3 sequences and 4 time steps. */
    private static GivenBatches train(LanguageModel net, Sampling sampling, int numBatches, NDManager manager, Draw draw) {
        GivenBatches batches = new GivenBatches(manager, Stream.generate(() -> new Minibatch(
                draw.tokens(3, 4, EpochTrainingTest.VOCAB_SIZE), draw.tokens(3, 4, EpochTrainingTest.VOCAB_SIZE)))
                .limit(numBatches).toList());
        EpochTraining.trainEpoch(net, batches, Loss.softmaxCrossEntropyLoss(), Updaters.sgd(1), sampling);
        return batches;
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    @Order(1)
    void closesEveryBatch(Sampling sampling, NDManager manager, Draw draw) {
        GivenBatches batches = train(net(manager, draw), sampling, 3, manager, draw);
        Expect.difference(batches.made() >= 3, () -> "only " + batches.made() + " of 3 minibatches were taken");
        Expect.ownership(batches.open() == 0, () -> "of " + batches.made() + " batches " + batches.open()
                + " stayed open: close each, or its arrays stay in memory");
    }

    @Test
    @Order(2)
    void leavesNoArrayOnTheManagerOfTheModel(NDManager manager, Draw draw) {
        int random = leftOnTheModelsManager(Sampling.RANDOM, manager, draw);
        Expect.nothingLeft("with RANDOM, an epoch of 3 minibatches", random, "the model's manager", SCOPE);
        int sequential = leftOnTheModelsManager(Sampling.SEQUENTIAL, manager, draw);
        Expect.nothingLeft("with SEQUENTIAL, an epoch of 3 minibatches", sequential, "the model's manager", cause(sequential));
    }

    private static int leftOnTheModelsManager(Sampling sampling, NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            LanguageModel net = net(owner, draw);
            int before = owner.getManagedArrays().size();
            train(net, sampling, 3, manager, draw);
            Expect.that(owner.isOpen(), "the model's manager was closed");
            return owner.getManagedArrays().size() - before;
        }
    }

    /** With RANDOM nothing is left, so it is the state. It is one array in this model, and each minibatch makes a new one. */
    private static String cause(int left) {
        return switch (left) {
            case 1 -> ".\nIt is the last state kept: close it when the epoch is over";
            case 3 -> ", one a minibatch.\nIt is the kept state: detach() it from the manager that it was made on, and close "
                    + "the one that it replaces";
            default -> SCOPE;
        };
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void leavesNoArrayOnTheManagerOfTheConciseModel(Sampling sampling, NDManager manager, Draw draw) {
        try (NDManager owner = manager.newSubManager()) {
            LanguageModel net = new ConciseRnnModel(owner, EpochTrainingTest.VOCAB_SIZE, 8);
            int before = owner.getManagedArrays().size();
            train(net, sampling, 2, manager, draw);
            Expect.nothingLeft("an epoch of 2 minibatches", owner.getManagedArrays().size() - before,
                    "the concise model's manager", "");
        }
    }

    /** Kept states belong to no batch, so the epoch must close them. The state after the last minibatch is not seen here. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(Sampling.class)
    void closesEveryReplacedState(Sampling sampling, NDManager manager, Draw draw) {
        StateRecorder net = new StateRecorder(SplitState.inThree(net(manager, draw)));
        train(net, sampling, 4, manager, draw);
        long open = net.open();
        Expect.ownership(open == 0, () -> "after an epoch of 4 minibatches " + open + (open == 1 ? " array" : " arrays")
                + " of states that were replaced (each has three) " + (open == 1 ? "is" : "are") + " still open, so that "
                + "memory grows with every minibatch:\nclose the state that you kept once another takes its place"
                + (open < 9 ? ", all arrays of it, as list.close() does" : ""));
    }
}
