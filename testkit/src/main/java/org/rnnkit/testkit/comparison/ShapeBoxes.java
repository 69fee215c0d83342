package org.rnnkit.testkit.comparison;

import static j2html.TagCreator.div;

import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.comparison.ArrayComparison.ArrayAxis;

/**
 * Two shapes as boxes: the last axis goes to the right, the one before it down, and the one before that to the back. The labels
 * are in the order of the array from the top to the bottom. The chapters' drawings follow the same rule.
 */
final class ShapeBoxes {

    private static final int WIDTH = 410;
    /** The front's left edge; to the left of it are the labels of the axes that go down and to the back. */
    private static final int LEFT = 184;
    /** The front's upper edge, below what an axis to the back needs. */
    private static final int TOP = 65;
    /** The front's upper edge without an axis to the back. */
    private static final int TOP_FLAT = 12;
    private static final int SHORTEST = 30;
    private static final int LONGEST = 140;
    /** How far the axis to the back goes to the right and up, as parts of its length. */
    private static final double RIGHT = 0.45;
    private static final double UP = 0.3;
    private static final int LINE = 17;
    /** The room for a label below a box. */
    private static final int LABEL = 65;
    /** The most characters of a name, in the room to the left. */
    private static final int NAME = 22;

    private final List<Long> shape;
    private final List<String> names;
    private final Set<Integer> off;
    private final boolean isActual;
    private final long largest;
    private final List<DomContent> parts = new ArrayList<>();

    private ShapeBoxes(List<Long> shape, List<String> names, Set<Integer> off, boolean isActual, long largest) {
        this.shape = shape;
        this.names = names;
        this.off = off;
        this.isActual = isActual;
        this.largest = largest;
    }

    static List<String> sentences(ArrayComparison comparison) {
        return List.of(ComparisonFigure.subject(comparison) + ": " + ShapeDifference.of(comparison).sentence());
    }

    static DomContent draw(ArrayComparison comparison) {
        ShapeDifference difference = ShapeDifference.of(comparison);
        long largest = Stream.of(comparison.expectedShape(), comparison.actualShape()).flatMap(List::stream)
                .mapToLong(size -> size).max().orElse(1);
        return div().withClass("comparison-sides").with(
                side("Expected", new ShapeBoxes(comparison.expectedShape(), comparison.axes().stream().map(ArrayAxis::name)
                        .toList(), difference.ofExpected(), false, largest)),
                side("Your result", new ShapeBoxes(comparison.actualShape(), difference.names(), difference.ofActual(), true,
                        largest)));
    }

    private static DivTag side(String title, ShapeBoxes boxes) {
        return div().withClass("comparison-side comparison-shape").with(TagCreator.p(title).withClass("comparison-title"),
                boxes.svg(title));
    }

    private DomContent svg(String title) {
        int axes = shape.size();
        double right = axes < 1 ? SHORTEST : length(axes - 1);
        double down = axes < 2 ? SHORTEST : length(axes - 2);
        double back = axes < 3 ? 0 : length(axes - 3);
        double endX = LEFT + right;
        double top = back > 0 ? TOP : TOP_FLAT;
        double endY = top + down;
        if (back > 0) {
            path("M%1$s %2$s l%3$s %4$s h%5$s v%6$s l%7$s %8$s", LEFT, top, RIGHT * back, -UP * back, right, down,
                    -RIGHT * back, UP * back);
            path("M%1$s %2$s l%3$s %4$s", endX, TOP, RIGHT * back, -UP * back);
        }
        path("M%1$s %2$s h%3$s v%4$s h%5$s z", LEFT, top, right, down, -right);
        if (axes == 0) {
            text(LEFT + right / 2, endY + LINE, "middle", false, "a single number");
        }
        if (axes >= 3) {
            axis(axes - 3, LEFT, top, LEFT + RIGHT * back, top - UP * back, LEFT - 12, top - 14 - belowName(axes - 3), "end");
        }
        if (axes >= 2) {
            axis(axes - 2, LEFT, top, LEFT, endY, LEFT - 12, top + down / 2 + 5 - belowName(axes - 2) / 2, "end");
        }
        if (axes >= 1) {
            axis(axes - 1, LEFT, endY, endX, endY, LEFT + right / 2, endY + LINE + 4, "middle");
        }
        if (axes > 3) {
            text(4, LINE, "start", off.stream().anyMatch(axis -> axis < axes - 3), IntStream.range(0, axes - 3)
                    .mapToObj(axis -> shape.get(axis) + " ×").collect(Collectors.joining(" ")) + " this box:");
        }
        return TagCreator.tag("svg").attr("viewBox", "0 0 " + WIDTH + " " + Math.round(endY + LABEL)).attr("role", "img")
                .attr("aria-label", title + ": " + inWords()).with(parts);
    }

    private String inWords() {
        return shape.isEmpty() ? "a single number" : IntStream.range(0, shape.size())
                .mapToObj(axis -> new ArrayAxis(names.get(axis), List.of()).inWords(axis) + " of size " + shape.get(axis))
                .collect(Collectors.joining(", "));
    }

    private double length(int axis) {
        return SHORTEST + (LONGEST - SHORTEST) * ((double) shape.get(axis) / Math.max(1, largest));
    }

    private void path(String format, Object... numbers) {
        parts.add(TagCreator.tag("path").withClass("comparison-edge").attr("d", String.format(Locale.ROOT, format, numbers)));
    }

    /** Draws an axis that is wrong as a thick line, and adds the label of the axis: its name, its size's name, its size. */
    private void axis(int axis, double x1, double y1, double x2, double y2, double x, double y, String anchor) {
        boolean isOff = off.contains(axis);
        if (isOff) {
            parts.add(TagCreator.tag("line").withClass("comparison-off").attr("x1", x1).attr("y1", y1).attr("x2", x2)
                    .attr("y2", y2));
        }
        String name = names.get(axis).isEmpty() ? "axis " + axis : names.get(axis);
        String sizeName = sizeName(axis);
        text(x, y, anchor, isOff, name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…");
        if (!sizeName.isEmpty()) {
            text(x, y + LINE, anchor, isOff, "(" + sizeName + ")");
        }
        text(x, y + belowName(axis), anchor, isOff, (isOff && isActual ? "✗ " : "") + shape.get(axis));
    }

    private String sizeName(int axis) {
        return new ArrayAxis(names.get(axis), List.of()).sizeName();
    }

    /** Returns the distance from a label's first line to its last one. */
    private double belowName(int axis) {
        return sizeName(axis).isEmpty() ? LINE : 2 * LINE;
    }

    private void text(double x, double y, String anchor, boolean isOff, String words) {
        parts.add(TagCreator.tag("text").withClass(isOff ? "comparison-off-label" : "comparison-label").attr("x", x)
                .attr("y", y).attr("text-anchor", anchor).withText(words));
    }

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
            return new Shapes(comparison.axes(), comparison.expectedShape(), comparison.actualShape()).difference();
        }

        /** The two shapes, and the axes of the right array. */
        private record Shapes(List<ArrayAxis> axes, List<Long> expected, List<Long> actual) {

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
                    names.set(joined, names().get(joined).isEmpty() ? ""
                            : names().get(joined) + " · " + names().get(joined + 1));
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
}
