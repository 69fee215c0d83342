package org.rnnkit.testkit.cases;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;

/**
 * The arrays of a list that a step returns, in the chapter's order.
 *
 * @param what the arrays in words, with their number: "five gradients"
 * @param names the name of each parameter that an array is or belongs to
 * @param inWords an array in words, by its index
 */
public record NamedShapes(String what, List<String> names, IntFunction<String> inWords) {

    /** Checks number, order and shapes of open arrays. */
    public void check(NDList arrays, List<Shape> expected, Function<Shape, Slip[]> wrongShapes) {
        String kind = what.substring(what.indexOf(' ') + 1);
        Expect.that(arrays.size() == names.size(), () -> "there must be " + what + ", " + String.join(", ", names)
                + ", but there are " + arrays.size());
        for (int i = 0; i < names.size(); i++) {
            Expect.array(inWords.apply(i), arrays.get(i)).isOpen();
        }
        List<Shape> actual = arrays.stream().map(NDArray::getShape).toList();
        Expect.that(actual.equals(expected) || !sorted(actual).equals(sorted(expected)), () -> "the " + kind + " stand in "
                + "another order: their shapes are " + actual + ",\nexpected " + expected + " for "
                + String.join(", ", names));
        for (int i = 0; i < names.size(); i++) {
            Expect.array(inWords.apply(i), arrays.get(i)).withAxes(AxisNames.ofParameter(names.get(i)))
                    .hasShape(expected.get(i), wrongShapes.apply(expected.get(i)));
        }
    }

    private static List<String> sorted(List<Shape> shapes) {
        return shapes.stream().map(Shape::toString).sorted().toList();
    }
}
