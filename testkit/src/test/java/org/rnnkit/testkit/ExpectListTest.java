package org.rnnkit.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** Tests that lists and arrays of other classes than DJL's are refused: such a list may lie about its size. */
class ExpectListTest {

    /** A list that says it has one array. */
    private static final class SaysOne extends NDList {

        private static final long serialVersionUID = 1L;

        @Override
        public int size() {
            return 1;
        }
    }

    @Test
    void refusesAListThatSaysItHasOneArray() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDList two = new SaysOne();
            two.add(manager.zeros(new Shape(1)));
            two.add(manager.zeros(new Shape(1)));
            assertThatThrownBy(() -> Expect.list("the state", two)).hasMessageContaining("SaysOne: return an NDList");
            assertThatThrownBy(() -> Expect.only("the state", two)).hasMessageContaining("SaysOne: return an NDList");
        }
    }

    @Test
    void refusesAnArrayOfAnotherClass() {
        NDArray array = (NDArray) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {NDArray.class},
                (proxy, method, arguments) -> null);
        assertThatThrownBy(() -> Expect.array("the state", array)).hasMessageContaining("return an array of the engine");
        NDArray ofNoEngine = NDManager.newBaseManager("RPC").create(new float[] {0});
        assertThatThrownBy(() -> Expect.array("the state", ofNoEngine)).hasMessageContaining("return an array of the engine");
    }

    @Test
    void refusesAnArrayWhoseShapeWasChangedFromOutside() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray array = manager.zeros(new Shape(2, 3));
            Expect.array("the state", array);
            array.getShape().getShape()[0] = 3;
            assertThatThrownBy(() -> Expect.array("the state", array)).hasMessageContaining("another shape than it says");
        }
    }
}
