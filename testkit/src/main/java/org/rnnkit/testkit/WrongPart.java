package org.rnnkit.testkit;

import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.testkit.comparison.ComparedValues;

/** A sentence that says which part of an array is wrong, if another part of it is right. */
final class WrongPart {

    private WrongPart() {}

    /** Returns the sentence; empty if all values are wrong, or nearly all. */
    static String of(double[] actual, double[] expected, double tolerance, Shape shape, List<String> labels) {
        List<Integer> wrong = IntStream.range(0, actual.length)
                .filter(i -> !Expect.isClose(actual[i], expected[i], tolerance)).boxed().toList();
        if (wrong.size() == 1) {
            return "\nAll other values are right";
        }
        String part = "\n" + wrong.size() + " of " + actual.length + " values are wrong";
        Set<String> parameters = parameters(wrong, labels);
        if (!parameters.isEmpty() && parameters.size() < parameters(IntStream.range(0, actual.length).boxed().toList(),
                labels).size()) {
            return part + ", all of them in " + String.join(", ", parameters);
        }
        for (int axis = 0; axis < shape.dimension(); axis++) {
            int place = axis;
            TreeSet<Long> places = new TreeSet<>();
            wrong.forEach(i -> places.add(ComparedValues.indices(i, shape.getShape())[place]));
            long first = places.first();
            long last = places.last();
            if (places.size() < shape.get(axis) && last - first == places.size() - 1) {
                return part + ", all of them at index " + first + (last > first ? " to " + last : "") + " of axis " + axis;
            }
        }
        return wrong.size() <= actual.length / 2 ? part : "";
    }

    /** Returns the parameters that values of a joined vector belong to, by the values' labels, such as "W_xh[0, 1]". */
    private static Set<String> parameters(List<Integer> places, List<String> labels) {
        return places.stream().filter(place -> place < labels.size())
                .map(place -> labels.get(place).replaceAll("\\[.*", ""))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
