package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tests of which operations the watch counts. */
class NumberOperationsTest {

    /** Counts the operations in code that gets an array computed from parameters. */
    private static int count(Consumer<NDArray> code) {
        GradientCollector collector = Engine.getInstance().newGradientCollector();
        try (NDManager manager = NDManager.newBaseManager(); NumberOperations numbers = new NumberOperations()) {
            NDArray parameter = manager.ones(new Shape(2, 2));
            parameter.setRequiresGradient(true);
            code.accept(parameter.square());
            return numbers.count();
        } finally {
            collector.close();
        }
    }

    @Test
    void countsOperationsWithANumber() {
        assertThat(count(x -> x.mul(2f))).isEqualTo(1);
        assertThat(count(x -> x.neg().add(1).div(3).pow(2))).isEqualTo(3);
    }

    @Test
    void countsOperationsInPlace() {
        assertThat(count(x -> x.neg().addi(1))).isEqualTo(1);
        assertThat(count(x -> x.neg().addi(1).mul(x))).isEqualTo(1);
    }

    @Test
    void leavesOutNumbersThatNoGradientNeeds() {
        assertThat(count(x -> x.stopGradient().mul(2f).add(1))).isZero();
        assertThat(count(x -> x.getManager().create(new int[] {1, 2}).mul(3))).isZero();
        assertThat(count(x -> x.mul(x.zerosLike().addi(1)))).isZero();
        assertThat(count(x -> x.mul(x.onesLike()).get(0).sum())).isZero();
    }

    @Test
    void leavesOutConstantsThatAreHeldAsArrays() {
        assertThat(count(x -> x.mul(x.getManager().create(2f)).sum())).isZero();
    }

    @Test
    void looksIntoScopesThatAreOpenedLater() {
        assertThat(count(x -> {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDScope.unregister(x.mul(2f));
            }
        })).isEqualTo(1);
        assertThat(count(x -> {
            new NDScope().suppressNotUsedWarning();
            x.neg().addi(1).mul(x);
        })).isEqualTo(1);
    }

    @Test
    void scopesThatAreOpenedLaterCloseTheirArrays() {
        try (NDManager manager = NDManager.newBaseManager(); NumberOperations numbers = new NumberOperations()) {
            NDArray kept;
            NDArray closed;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                kept = manager.ones(new Shape(2));
                NDScope.unregister(kept);
                closed = manager.ones(new Shape(2));
            }
            assertThat(numbers.count()).isZero();
            assertThat(kept.isReleased()).isFalse();
            assertThat(closed.isReleased()).isTrue();
        }
    }

    @Test
    void closesNoArray() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray array;
            try (NumberOperations numbers = new NumberOperations()) {
                array = manager.ones(new Shape(2));
                assertThat(numbers.count()).isZero();
            }
            assertThat(array.toFloatArray()).containsExactly(1, 1);
        }
    }
}
