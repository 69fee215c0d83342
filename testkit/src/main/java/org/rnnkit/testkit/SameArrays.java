package org.rnnkit.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** An expectation that a list has the very same arrays as another one. If not, the message says which arrays came instead. */
public final class SameArrays {

    private record Known(String words, List<NDArray> arrays) {}

    private final List<Known> known = new ArrayList<>();

    /** Adds a list that may have come instead. The words follow "but got". */
    public SameArrays orElse(String words, NDList list) {
        known.add(new Known(words, List.copyOf(list)));
        return this;
    }

    /**
     * Checks that a list has the expected arrays, in their order.
     *
     * @param name the name of the list
     * @param actual the list
     * @param expected the right arrays
     * @param what the words for them
     */
    public void check(String name, NDList actual, NDList expected, String what) {
        Expect.that(actual != null, () -> name + " must be " + what + ", but is null. If it comes from a field: does the "
                + "constructor fill it?");
        if (!areSame(actual, expected)) {
            String difference = difference(actual, expected);
            String must = name + " must be " + what + ", but ";
            Expect.that(difference.isEmpty(), must + difference);
            Expect.difference(false, () -> must + "other arrays came, of shapes " + actual.stream().map(NDArray::getShape)
                    .toList());
        }
    }

    /** Says what came instead; empty if that isn't known. */
    private String difference(List<NDArray> actual, List<NDArray> expected) {
        for (Known other : known) {
            if (areSame(actual, other.arrays())) {
                return "got " + other.words();
            }
        }
        if (actual.size() != expected.size()) {
            boolean first = actual.size() < expected.size() && areSame(actual, expected.subList(0, actual.size()));
            return "has " + actual.size() + (actual.size() == 1 ? " array" : " arrays") + " instead of " + expected.size()
                    + (first && !actual.isEmpty() ? ": only the first" : "");
        }
        if (expected.stream().allMatch(array -> actual.stream().anyMatch(other -> other == array))) {
            return "the order is another";
        }
        if (actual.stream().anyMatch(NDArray::isReleased)) {
            return "got arrays that are closed";
        }
        if (expected.stream().noneMatch(NDArray::isReleased) && areEqual(actual, expected)) {
            return "got copies with the same values. duplicate(), stopGradient() and others give new arrays: hand on the "
                    + "arrays themselves";
        }
        return actual.stream().allMatch(array -> Arrays.stream(Expect.values(array)).allMatch(value -> value == 0))
                ? "got new arrays of zeros" : "";
    }

    private static boolean areSame(List<NDArray> some, List<NDArray> others) {
        return some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
    }

    private static boolean areEqual(List<NDArray> some, List<NDArray> others) {
        return IntStream.range(0, some.size())
                .allMatch(i -> Arrays.equals(Expect.values(some.get(i)), Expect.values(others.get(i))));
    }
}
