package org.rnnkit.testkit.comparison;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.span;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import j2html.tags.specialized.DivTag;
import j2html.tags.specialized.TheadTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.comparison.ArrayComparison.ArrayAxis;

/**
 * Two arrays as tables with coloured cells, the right one beside the wrong one. The last axis goes to the right, the one
 * before it down; each place of further axes has two tables of its own. An array with one axis is a column.
 */
final class HeatMaps {

    /** A figure with more rows shows these wrong ones first, each value below the expected one. */
    private static final int FIRST_ROWS = 4;
    private static final String JOINED = " · ";

    private final String name;
    private final List<ArrayAxis> axisNames;
    /** The first index and the size of the block on each axis. */
    private final List<Long> from;
    private final List<Integer> sizes;
    private final List<Integer> wrong;
    private final ColourScale colours;
    private final int axes;
    /** The number of rows and of columns of a table. */
    private final int rows;
    private final int columns;

    private HeatMaps(String name, List<ArrayAxis> axisNames, List<Long> from, List<Integer> sizes, List<Integer> wrong,
            ColourScale colours) {
        this.name = name;
        this.axisNames = axisNames;
        this.from = from;
        this.sizes = sizes;
        this.wrong = wrong;
        this.colours = colours;
        axes = sizes.size();
        columns = axes < 2 ? 1 : sizes.get(axes - 1);
        rows = axes == 0 ? 1 : sizes.get(Math.max(0, axes - 2));
    }

    /** Says how many values differ, and where the first one is. */
    static String sentence(ArrayComparison comparison) {
        ComparedValues values = comparison.values();
        long all = comparison.expectedShape().stream().reduce(1L, (a, b) -> a * b);
        long wrong = values.wrongInAll();
        return ComparisonFigure.subject(comparison) + ": " + (all == 1 ? "the value is wrong."
                : wrong + " of " + all + " values " + (wrong == 1 ? "is" : "are") + " wrong. The first wrong one is at "
                        + IntStream.range(0, comparison.axes().size()).mapToObj(axis -> named(comparison.axes(), axis,
                                values.first().get(axis), values.from().get(axis))).collect(Collectors.joining(", ")) + ".");
    }

    /** Says which part of a large array is shown. */
    private static String part(ArrayComparison comparison) {
        return "Only the part around the first wrong one is shown: " + IntStream.range(0, comparison.axes().size())
                .mapToObj(axis -> name(comparison.axes(), axis) + " " + range(comparison.values(), axis) + " of "
                        + comparison.expectedShape().get(axis)).collect(Collectors.joining(", ")) + ".";
    }

    private static String range(ComparedValues values, int axis) {
        long first = values.from().get(axis);
        long last = first + values.sizes().get(axis) - 1;
        return first == last ? String.valueOf(first) : first + " to " + last;
    }

    private static String name(List<ArrayAxis> axisNames, int axis) {
        String name = axisNames.get(axis).name();
        return name.isEmpty() ? "axis " + axis : name;
    }

    static DomContent draw(ArrayComparison comparison) {
        ComparedValues values = comparison.values();
        HeatMaps maps = new HeatMaps(comparison.name(), comparison.axes(), values.from(), values.sizes(), values.wrong(),
                ColourScale.of(values.expected(), values.actual()));
        DivTag tables = div(iff(!values.isWhole(comparison.expectedShape()), p(part(comparison))),
                each(maps.tables(values.expected()), table -> div().withClass("comparison-sides").with(
                        maps.side("Expected", table, values.expected(), values.actual(), false),
                        maps.side("Your result", table, values.actual(), values.expected(), true))));
        return values.expected().size() <= FIRST_ROWS * maps.columns ? div(tables, maps.key())
                : div(maps.firstRows(values), maps.key(), details(summary("All rows"), tables));
    }

    /** Draws the first rows with a wrong value, each with the expected row above the student's. */
    private DivTag firstRows(ComparedValues values) {
        List<Integer> shown = wrong.stream().map(cell -> cell / columns).distinct().limit(FIRST_ROWS).toList();
        return div().withClass("comparison-side").attr("role", "group").attr("tabindex", "0")
                .attr("aria-label", "The first rows that differ").with(
                table().withClass("comparison-rows").with(caption("The first rows that differ"), head(false), each(shown,
                        row -> tbody(tr(th(slice(Math.max(0, axes - 2), row).substring(2)).attr("scope", "rowgroup")
                                .attr("colspan", columns + 1)),
                                row("expected", row, values.expected(), values.actual(), false),
                                row("your result", row, values.actual(), values.expected(), true)))));
    }

    /** Draws one array by itself. */
    static DomContent draw(ShownArray array) {
        List<Double> values = array.values();
        HeatMaps maps = new HeatMaps(array.name(), array.sizes().stream().map(size -> new ArrayAxis("", List.of())).toList(),
                array.sizes().stream().map(size -> 0L).toList(), array.sizes(), List.of(), ColourScale.of(values, List.of()));
        return div().withClass("comparison-sides").with(each(maps.tables(values),
                table -> maps.side("Values", table, values, values, false)));
    }

    private List<Integer> tables(List<Double> values) {
        return upTo(values.isEmpty() ? 0 : values.size() / (rows * columns));
    }

    /** Explains the colours and the frames. */
    private DomContent key() {
        String largest = ShortNumber.of(colours.largest());
        boolean allZero = colours.largest() == 0;
        return p().withClass("comparison-key").with(
                iff(!allZero, span("−" + largest).withClass("comparison-swatch comparison-n5")),
                span("0").withClass("comparison-swatch comparison-0"),
                iff(!allZero, span(largest).withClass("comparison-swatch comparison-p5")),
                span("In your result, a frame is around each wrong value.").withClass("comparison-note"));
    }

    /** Names a place on an axis and all axes before it, such as ", time 1, sequence 0"; empty if there are none. */
    private String slice(int lastAxis, int place) {
        StringBuilder names = new StringBuilder();
        int rest = place;
        for (int axis = lastAxis; axis >= 0; axis--) {
            int size = sizes.get(axis);
            names.insert(0, ", " + named(axisNames, axis, from.get(axis) + rest % size, from.get(axis)));
            rest /= size;
        }
        return names.toString();
    }

    private DivTag side(String title, int table, List<Double> shown, List<Double> other, boolean isActual) {
        String slice = slice(axes - 3, table);
        return div().withClass("comparison-side").attr("role", "group").attr("tabindex", "0")
                .attr("aria-label", title + ": " + name + slice).with(
                table().with(caption(title + slice), head(true), tbody(each(upTo(rows),
                        row -> row(axes == 0 ? "value" : place(Math.max(0, axes - 2), row), table * rows + row, shown, other,
                                isActual)))));
    }

    private TrTag row(String title, int row, List<Double> shown, List<Double> other, boolean isActual) {
        return tr(th(title).attr("scope", "row"),
                each(upTo(columns), column -> cell(row * columns + column, shown, other, isActual)));
    }

    /** Makes the head, with or without the name of the axis that goes down. */
    private TheadTag head(boolean hasRows) {
        DomContent down = hasRows && axes > 0 ? th(name(axisNames, Math.max(0, axes - 2)) + " ↓").attr("scope", "col") : td();
        if (axes < 2) {
            return thead(tr(down, th("value").attr("scope", "col")));
        }
        int last = axes - 1;
        return thead(tr(td(), th(name(axisNames, last) + " →").attr("scope", "colgroup").attr("colspan", columns)),
                tr(down, each(upTo(columns), column -> th(place(last, column)).attr("scope", "col"))));
    }

    private static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private String place(int axis, int place) {
        return place(axisNames.get(axis), from.get(axis) + place, from.get(axis));
    }

    /** Returns the names of an axis with a place on it, such as "time 1, sequence 0" for a place on two joined axes. */
    private static String named(List<ArrayAxis> axisNames, int axis, long index, long from) {
        String[] names = name(axisNames, axis).split(JOINED);
        String[] places = place(axisNames.get(axis), index, from).split(JOINED);
        return names.length != places.length ? String.join(JOINED, names) + " " + String.join(JOINED, places)
                : IntStream.range(0, names.length).mapToObj(i -> names[i] + " " + places[i])
                        .collect(Collectors.joining(", "));
    }

    /** Returns the label of a place on an axis of the block, or its index. */
    private static String place(ArrayAxis axis, long index, long from) {
        return axis.labels().isEmpty() ? String.valueOf(index) : visible(axis.labels().get((int) (index - from)));
    }

    /** Returns a label that can be seen: a token may be a space or the end of a line. */
    private static String visible(String label) {
        return label.isBlank() ? label.replace(' ', '␣').replace("\n", "⏎") : label;
    }

    /** Draws a value. Only the student's wrong values are marked; the expected ones beside them are right. */
    private DomContent cell(int cell, List<Double> shown, List<Double> other, boolean isActual) {
        double value = shown.get(cell);
        boolean differs = wrong.contains(cell);
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
