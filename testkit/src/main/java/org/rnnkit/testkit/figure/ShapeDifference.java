package org.rnnkit.testkit.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.testkit.comparison.ArrayAxis;
import org.rnnkit.testkit.comparison.ArrayComparison;

/**
 * The difference between two shapes: which axis is wrong, exchanged, missing, or one too many.
 *
 * @param sentence the difference in words, for the end of a sentence
 * @param names the names of the wrong array's axes, as far as they are known; others are empty
 * @param ofExpected the axes of the right array that the sentence is about
 * @param ofActual the axes of the wrong array that the sentence is about
 */
record ShapeDifference(String sentence, List<String> names, Set<Integer> ofExpected, Set<Integer> ofActual) {

    static ShapeDifference of(ArrayComparison comparison) {
        return new Shapes(comparison).difference();
    }

    /** The two shapes. */
    private static final class Shapes {

        private final List<ArrayAxis> axes;
        private final List<Long> expected;
        private final List<Long> actual;

        Shapes(ArrayComparison comparison) {
            axes = comparison.axes();
            expected = comparison.expectedShape();
            actual = comparison.actualShape();
        }

        ShapeDifference difference() {
            int more = actual.size() - expected.size();
            if (more == 0) {
                Set<Integer> wrong = IntStream.range(0, actual.size())
                        .filter(axis -> !actual.get(axis).equals(expected.get(axis))).boxed()
                        .collect(Collectors.toCollection(TreeSet::new));
                return sorted(expected, wrong).equals(sorted(actual, wrong)) ? exchanged(wrong) : otherSizes(wrong);
            }
            int missing = more == -1 ? removed(expected, actual) : -1;
            if (missing >= 0) {
                return new ShapeDifference("one axis is missing: " + named(missing) + ", of size " + expected.get(missing)
                        + ".", without(names(), missing), Set.of(missing), Set.of());
            }
            int tooMany = more == 1 ? removed(actual, expected) : -1;
            if (tooMany >= 0) {
                List<String> names = new ArrayList<>(names());
                names.add(tooMany, "");
                return new ShapeDifference("there is one axis too many: axis " + tooMany + " of your result, of size "
                        + actual.get(tooMany) + ".", names, Set.of(), Set.of(tooMany));
            }
            int joined = more == -1 ? joined(expected, actual) : -1;
            if (joined >= 0) {
                List<String> names = new ArrayList<>(without(names(), joined + 1));
                names.set(joined, names().get(joined).isEmpty() ? "" : names().get(joined) + " · " + names().get(joined + 1));
                return new ShapeDifference(named(joined) + " and " + named(joined + 1)
                        + " became one axis of size " + actual.get(joined) + ".", names, Set.of(joined, joined + 1),
                        Set.of(joined));
            }
            int split = more == 1 ? joined(actual, expected) : -1;
            if (split >= 0) {
                List<String> names = new ArrayList<>(names());
                names.set(split, "");
                names.add(split, "");
                return new ShapeDifference(named(split) + " must be one axis of size " + expected.get(split)
                        + ", but is two axes of sizes " + actual.get(split) + " and " + actual.get(split + 1) + ".", names,
                        Set.of(split), Set.of(split, split + 1));
            }
            return new ShapeDifference("the array must have " + count(expected.size()) + ", but has " + count(actual.size())
                    + ".", actual.stream().map(size -> "").toList(), Set.of(), Set.of());
        }

        private ShapeDifference exchanged(Set<Integer> wrong) {
            List<Integer> left = new ArrayList<>(wrong);
            List<String> names = new ArrayList<>(names());
            for (int axis : wrong) {
                Integer from = left.stream().filter(other -> expected.get(other).equals(actual.get(axis))).findFirst()
                        .orElseThrow();
                left.remove(from);
                names.set(axis, names().get(from));
            }
            String which = wrong.stream().map(this::named).collect(Collectors.joining(" and "));
            return new ShapeDifference(wrong.size() == 2 ? "the axes " + which + " are exchanged."
                    : "the axes are in another order.", names, wrong, wrong);
        }

        private ShapeDifference otherSizes(Set<Integer> wrong) {
            return new ShapeDifference(wrong.stream().map(axis -> named(axis) + " must have size " + expected.get(axis)
                    + ", but has " + actual.get(axis)).collect(Collectors.joining("; ", "", ".")), names(), wrong, wrong);
        }

        private List<String> names() {
            return axes.stream().map(ArrayAxis::name).toList();
        }

        private String named(int axis) {
            return axes.get(axis).inWords(axis);
        }

        private static String count(int axes) {
            return axes + (axes == 1 ? " axis" : " axes");
        }

        private static List<Long> sorted(List<Long> shape, Set<Integer> axes) {
            return axes.stream().map(shape::get).sorted().toList();
        }

        /** Returns the axis without which the longer shape is the shorter one, or -1. */
        private static int removed(List<Long> longer, List<Long> shorter) {
            return IntStream.range(0, longer.size()).filter(axis -> without(longer, axis).equals(shorter)).findFirst()
                    .orElse(-1);
        }

        /** Returns the axis that gives the shorter shape if the longer shape's next axis is joined to it, or -1. */
        private static int joined(List<Long> longer, List<Long> shorter) {
            return IntStream.range(0, longer.size() - 1).filter(axis -> {
                List<Long> joined = new ArrayList<>(without(longer, axis + 1));
                joined.set(axis, longer.get(axis) * longer.get(axis + 1));
                return joined.equals(shorter);
            }).findFirst().orElse(-1);
        }

        private static <T> List<T> without(List<T> list, int index) {
            List<T> rest = new ArrayList<>(list);
            rest.remove(index);
            return rest;
        }
    }
}
