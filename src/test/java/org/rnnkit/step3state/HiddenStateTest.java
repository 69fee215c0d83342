package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.Expect;

/** Tests of step 3: one zero array [batchSize, numHiddens]. */
@Tag("step3")
class HiddenStateTest {

    @ParameterizedTest(name = "batchSize {0}, numHiddens {1}")
    @CsvSource({"2, 5", "5, 2", "1, 4", "3, 1", "1, 1", "32, 512"})
    @Order(1)
    void stateIsOneArrayWithARowForEachSequence(int batchSize, int numHiddens, NDManager manager) {
        Expect.only("the state", HiddenState.initialize(manager, batchSize, numHiddens))
                .hasShape(new Shape(batchSize, numHiddens),
                        new Shape(numHiddens, batchSize), "batchSize and numHiddens are exchanged",
                        new Shape(1, batchSize, numHiddens), "there is an axis for layers; this network has one layer",
                        new Shape(1, numHiddens), "all sequences share one row; each needs its own",
                        new Shape(batchSize * numHiddens), "the state is flat; it needs an axis for the sequences",
                        new Shape(batchSize, 512), "512 is written into the code: use numHiddens");
    }

    @Test
    @Order(2)
    void stateIsZeroEverywhere(NDManager manager) {
        try (NDManager before = manager.newSubManager()) { // so that memory that is reused is not zero
            for (int i = 0; i < 100; i++) {
                before.full(new Shape(4, 6), 7f);
            }
        }
        NDList state = HiddenState.initialize(manager, 4, 6);
        Expect.only("the state", state);
        double[] values = Expect.values(state.get(0));
        Expect.that(Arrays.stream(values).allMatch(value -> value == 0),
                () -> "the state must be zero everywhere, but holds "
                        + Arrays.toString(Arrays.copyOf(values, 6)) + " …: take zeros; create(shape) leaves the memory as it "
                        + "was");
    }

    @Test
    void stateIsFloat32OnTheDeviceOfTheManager(NDManager manager) {
        Expect.only("the state", HiddenState.initialize(manager, 2, 3)).isFloat32().isOn(manager.getDevice());
    }

    @Test
    @Order(3)
    void stateBelongsToTheGivenManagerAndIsClosedWithIt(NDManager manager) {
        NDManager sub = manager.newSubManager();
        NDList state = HiddenState.initialize(sub, 2, 3);
        Expect.only("the state", state).belongsTo(sub);
        sub.close();
        Expect.ownership(state.get(0).isReleased(), () -> "the state outlives the manager given: create it with that manager");
    }

    @Test
    void stateIsANewArrayEveryTime(NDManager manager) {
        NDArray first = HiddenState.initialize(manager, 2, 3).get(0);
        NDArray second = HiddenState.initialize(manager, 2, 3).get(0);
        first.addi(1);
        Expect.array("a second state, after the first one was changed,", second).isCloseTo(new double[6]);
    }

    @Test
    void stateNeedsNoGradient(NDManager manager) {
        Expect.that(!HiddenState.initialize(manager, 2, 3).get(0).hasGradient(),
                "the state has a gradient attached: it is no parameter, nothing learns it");
    }
}
