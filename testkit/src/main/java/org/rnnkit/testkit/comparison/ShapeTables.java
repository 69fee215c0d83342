package org.rnnkit.testkit.comparison;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The tables of a right and a wrong shape: a row for each axis. A frame is around each size of the wrong one that is off. */
final class ShapeTables {

    private ShapeTables() {}

    static String sentence(ArrayComparison comparison) {
        return ComparisonFigure.subject(comparison) + ": " + ShapeDifference.of(comparison).sentence();
    }

    static DomContent draw(ArrayComparison comparison) {
        ShapeDifference difference = ShapeDifference.of(comparison);
        return div().withClass("comparison-sides").with(
                side("Expected", comparison.expectedShape(), comparison.axes(), Set.of()),
                side("Your result", comparison.actualShape(), difference.axes(), difference.off()));
    }

    private static DomContent side(String title, List<Long> shape, List<ArrayAxis> axes, Set<Integer> off) {
        return div().withClass("comparison-side").with(table(caption(title), tbody(
                iff(shape.isEmpty(), tr(th("a single number").attr("scope", "row"))),
                each(HeatMaps.upTo(shape.size()), axis -> tr(th(axes.get(axis).inWords(axis)).attr("scope", "row"),
                        off.contains(axis) ? HeatMaps.wrong(shape.get(axis).toString(), "")
                                : td(shape.get(axis).toString()))))));
    }

    /**
     * The difference between two shapes.
     *
     * @param sentence what is wrong
     * @param axes the axes of the wrong shape, in order
     * @param off those of them that are off
     */
    private record ShapeDifference(String sentence, List<ArrayAxis> axes, Set<Integer> off) {

        private static final ArrayAxis NAMELESS = new ArrayAxis("", List.of());

        static ShapeDifference of(ArrayComparison comparison) {
            List<ArrayAxis> axes = comparison.axes();
            List<Long> expected = comparison.expectedShape();
            List<Long> actual = comparison.actualShape();
            if (actual.size() == expected.size()) {
                return ofSizes(axes, expected, actual);
            }
            boolean isLonger = actual.size() > expected.size();
            int place = isLonger ? removed(actual, expected) : removed(expected, actual);
            if (place >= 0) {
                return isLonger ? new ShapeDifference("there is one axis too many: axis " + place + " of your result, of size "
                        + actual.get(place) + ".", replaced(axes, place, 0, List.of(NAMELESS)), Set.of(place))
                        : new ShapeDifference("one axis is missing: " + named(axes, place) + ", of size " + expected.get(place)
                        + ".", replaced(axes, place, 1, List.of()), Set.of());
            }
            place = isLonger ? joined(actual, expected) : joined(expected, actual);
            if (place >= 0) {
                return isLonger ? new ShapeDifference(named(axes, place) + " must be one axis of size " + expected.get(place)
                        + ", but is two axes of sizes " + actual.get(place) + " and " + actual.get(place + 1) + ".",
                        replaced(axes, place, 1, List.of(NAMELESS, NAMELESS)), Set.of(place, place + 1))
                        : new ShapeDifference(named(axes, place) + " and " + named(axes, place + 1) + " became one axis of "
                        + "size " + actual.get(place) + ".",
                        replaced(axes, place, 2, both(axes.get(place), axes.get(place + 1))), Set.of(place));
            }
            return new ShapeDifference("the array must have " + count(expected) + ", but has " + count(actual) + ".",
                    actual.stream().map(size -> NAMELESS).toList(), Set.of());
        }

        /** Compares shapes of the same number of axes: axes are exchanged, or have other sizes. */
        private static ShapeDifference ofSizes(List<ArrayAxis> axes, List<Long> expected, List<Long> actual) {
            Set<Integer> wrong = IntStream.range(0, actual.size()).filter(axis -> !actual.get(axis).equals(expected.get(axis)))
                    .boxed().collect(Collectors.toCollection(TreeSet::new));
            if (!sorted(expected, wrong).equals(sorted(actual, wrong))) {
                String sizes = wrong.stream().map(axis -> named(axes, axis) + " must have size " + expected.get(axis)
                        + ", but has " + actual.get(axis)).collect(Collectors.joining("; "));
                return new ShapeDifference(sizes + ".", axes, wrong);
            }
            List<Integer> left = new ArrayList<>(wrong);
            List<ArrayAxis> exchanged = new ArrayList<>(axes);
            for (int axis : wrong) {
                Integer from = left.stream().filter(other -> expected.get(other).equals(actual.get(axis))).findFirst()
                        .orElseThrow();
                left.remove(from);
                exchanged.set(axis, axes.get(from));
            }
            return new ShapeDifference(wrong.size() == 2 ? "the axes " + wrong.stream().map(axis -> named(axes, axis))
                    .collect(Collectors.joining(" and ")) + " are exchanged." : "the axes are in another order.", exchanged,
                    wrong);
        }

        private static String named(List<ArrayAxis> axes, int axis) {
            return axes.get(axis).inWords(axis);
        }

        private static List<ArrayAxis> both(ArrayAxis one, ArrayAxis other) {
            return List.of(one.name().isEmpty() ? NAMELESS
                    : new ArrayAxis(one.name() + " · " + other.name(), List.of()));
        }

        private static String count(List<Long> shape) {
            return shape.size() + (shape.size() == 1 ? " axis" : " axes");
        }

        private static List<Long> sorted(List<Long> shape, Set<Integer> axes) {
            return axes.stream().map(shape::get).sorted().toList();
        }

        /** Returns the axis of the longer shape that the shorter one lacks; -1 if that is not the only difference. */
        private static int removed(List<Long> longer, List<Long> shorter) {
            return longer.size() != shorter.size() + 1 ? -1 : IntStream.range(0, longer.size())
                    .filter(axis -> replaced(longer, axis, 1, List.of()).equals(shorter)).findFirst().orElse(-1);
        }

        /** Returns the first of two axes that the shorter shape has as one; -1 if that is not the only difference. */
        private static int joined(List<Long> longer, List<Long> shorter) {
            return longer.size() != shorter.size() + 1 ? -1 : IntStream.range(0, longer.size() - 1)
                    .filter(axis -> replaced(longer, axis, 2, List.of(longer.get(axis) * longer.get(axis + 1))).equals(shorter))
                    .findFirst().orElse(-1);
        }

        private static <T> List<T> replaced(List<T> list, int place, int removed, List<T> added) {
            List<T> changed = new ArrayList<>(list);
            changed.subList(place, place + removed).clear();
            changed.addAll(place, added);
            return changed;
        }
    }
}
