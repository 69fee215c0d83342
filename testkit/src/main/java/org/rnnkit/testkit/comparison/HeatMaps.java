package org.rnnkit.testkit.comparison;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TheadTag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Two arrays as tables with coloured cells, the right one beside the wrong one. The last axis goes to the right, the one
 * before it down; each place of further axes has two tables of its own. An array with one axis is a column.
 */
final class HeatMaps {

    private final ArrayComparison comparison;
    private final ComparedValues values;
    private final ColourScale colours;
    private final int axes;
    /** The number of rows and of columns of a table. */
    private final int rows;
    private final int columns;

    private HeatMaps(ArrayComparison comparison) {
        this.comparison = comparison;
        values = comparison.values();
        colours = ColourScale.of(values.expected(), values.actual());
        axes = values.sizes().size();
        columns = axes < 2 ? 1 : values.sizes().get(axes - 1);
        rows = axes == 0 ? 1 : values.sizes().get(Math.max(0, axes - 2));
    }

    /** Says how many values differ, where the first one is, and which part of the array is shown. */
    static List<String> sentences(ArrayComparison comparison) {
        ComparedValues values = comparison.values();
        long all = comparison.expectedShape().stream().reduce(1L, (a, b) -> a * b);
        long wrong = values.wrongInAll();
        List<String> sentences = new ArrayList<>();
        sentences.add(ComparisonFigure.subject(comparison) + ": " + (all == 1 ? "the value is wrong."
                : wrong + " of " + all + " values " + (wrong == 1 ? "is" : "are") + " wrong. The first wrong one is at "
                        + first(comparison) + "."));
        if (!values.isWhole(comparison.expectedShape())) {
            sentences.add("Only the part around it is shown: " + IntStream.range(0, values.sizes().size())
                    .mapToObj(axis -> name(comparison, axis) + " " + range(values, axis) + " of "
                            + comparison.expectedShape().get(axis)).collect(Collectors.joining(", ")) + ".");
        }
        return sentences;
    }

    private static String first(ArrayComparison comparison) {
        return IntStream.range(0, comparison.axes().size())
                .mapToObj(axis -> name(comparison, axis) + " " + place(comparison, axis,
                        comparison.values().first().get(axis)))
                .collect(Collectors.joining(", "));
    }

    private static String range(ComparedValues values, int axis) {
        long first = values.from().get(axis);
        long last = first + values.sizes().get(axis) - 1;
        return first == last ? String.valueOf(first) : first + " to " + last;
    }

    private static String name(ArrayComparison comparison, int axis) {
        String name = comparison.axes().get(axis).name();
        return name.isEmpty() ? "axis " + axis : name;
    }

    static DomContent draw(ArrayComparison comparison) {
        return new HeatMaps(comparison).draw();
    }

    private DomContent draw() {
        int tables = values.expected().size() / (rows * columns);
        return div(each(upTo(tables), this::pair), key());
    }

    /** Explains the colours and the frames. */
    private DomContent key() {
        String largest = ShortNumber.of(colours.largest());
        return p().withClass("comparison-key").with(
                span("−" + largest).withClass("comparison-swatch comparison-n5"), span("0").withClass(
                        "comparison-swatch comparison-0"),
                span(largest).withClass("comparison-swatch comparison-p5"),
                span("In your result, a frame is around each wrong value.").withClass("comparison-note"));
    }

    private DivTag pair(int table) {
        String slice = slice(table);
        return div().withClass("comparison-sides").with(
                side("Expected", slice, table, values.expected(), values.actual(), false),
                side("Your result", slice, table, values.actual(), values.expected(), true));
    }

    /** Names the place of a table on the axes before the last two; empty if there are no such axes. */
    private String slice(int table) {
        StringBuilder names = new StringBuilder();
        int rest = table;
        for (int axis = axes - 3; axis >= 0; axis--) {
            int size = values.sizes().get(axis);
            names.insert(0, ", " + name(comparison, axis) + " " + place(axis, rest % size));
            rest /= size;
        }
        return names.toString();
    }

    private DivTag side(String title, String slice, int table, List<Double> shown, List<Double> other, boolean isActual) {
        return div().withClass("comparison-side").attr("role", "group").attr("tabindex", "0")
                .attr("aria-label", title + ": " + comparison.name() + slice).with(
                table().with(caption(title + slice), head(), tbody(each(upTo(rows),
                        row -> tr(th(axes == 0 ? "value" : place(Math.max(0, axes - 2), row)).attr("scope", "row"),
                                each(upTo(columns),
                                        column -> cell((table * rows + row) * columns + column, shown, other,
                                                isActual)))))));
    }

    private TheadTag head() {
        if (axes < 2) {
            return thead(tr(th(axes == 0 ? "" : name(comparison, 0) + " ↓").attr("scope", "col"),
                    th("value").attr("scope", "col")));
        }
        int last = axes - 1;
        return thead(tr(td(), th(name(comparison, last) + " →").attr("scope", "colgroup").attr("colspan", columns)),
                tr(th(name(comparison, last - 1) + " ↓").attr("scope", "col"),
                        each(upTo(columns), column -> th(place(last, column)).attr("scope", "col"))));
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private String place(int axis, int place) {
        return place(comparison, axis, values.from().get(axis) + place);
    }

    /** Returns the label of a place of the block on an axis, or its index. */
    private static String place(ArrayComparison comparison, int axis, long index) {
        List<String> labels = comparison.axes().get(axis).labels();
        return labels.isEmpty() ? String.valueOf(index)
                : visible(labels.get((int) (index - comparison.values().from().get(axis))));
    }

    /** Returns a label that can be seen: a token may be a space or the end of a line. */
    private static String visible(String label) {
        return label.isBlank() ? label.replace(' ', '␣').replace("\n", "⏎") : label;
    }

    /** Draws a value. Only the student's wrong values are marked; the expected ones beside them are right. */
    private DomContent cell(int cell, List<Double> shown, List<Double> other, boolean isActual) {
        double value = shown.get(cell);
        boolean differs = values.wrong().contains(cell);
        String text = ShortNumber.inTable(value, differs ? other.get(cell) : value).replace('-', '−');
        String style = colours.style(value);
        return differs && isActual
                ? td(span(text), span(" wrong").withClass("comparison-hidden")).withClass(style + " comparison-wrong")
                : td(text).withClass(style);
    }

    /**
     * A scale of colours for numbers, from blue (negative) over a neutral colour (0) to orange (positive), in eleven levels.
     * Both arrays of a comparison have the same scale.
     *
     * @param largest the largest absolute value, which has the strongest colour
     */
    record ColourScale(double largest) {

        private static final int LEVELS = 5;

        /** Makes the scale for the values of two arrays. NaN and infinity do not count. */
        static ColourScale of(List<Double> some, List<Double> others) {
            return new ColourScale(Stream.of(some, others).flatMap(List::stream).filter(Double::isFinite)
                    .mapToDouble(Math::abs).max().orElse(0));
        }

        /** Returns the style sheet's class for a value, such as "comparison-p3"; NaN and infinity have a class of their own. */
        String style(double value) {
            if (!Double.isFinite(value)) {
                return "comparison-odd";
            }
            long level = largest == 0 ? 0 : Math.round(LEVELS * (value / largest));
            return "comparison-" + (level == 0 ? "0" : level > 0 ? "p" + level : "n" + -level);
        }
    }
}
