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
import j2html.tags.specialized.TdTag;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tables of a block of an array's values with coloured cells: a table for each slice along the axes before the last two.
 *
 * @param axes the axes of the array
 * @param from the block's first index on each axis
 * @param sizes the block's size on each axis
 * @param wrong the wrong cells, as flat indices of the block
 */
record HeatMaps(String name, List<ArrayAxis> axes, List<Long> from, List<Integer> sizes, List<Integer> wrong,
        ColourScale colours) {

    /** A figure with more rows shows these wrong ones first, each value below the expected one. */
    private static final int FIRST_ROWS = 4;
    private static final String JOINED = " · ";

    static HeatMaps of(ArrayComparison comparison) {
        ComparedValues values = comparison.values();
        return new HeatMaps(comparison.name(), comparison.axes(), values.from(), values.sizes(), values.wrong(),
                ColourScale.of(values.expected(), values.actual()));
    }

    private int columns() {
        return sizes.size() < 2 ? 1 : sizes.get(sizes.size() - 1);
    }

    /** Returns the axis that goes down. */
    private int down() {
        return Math.max(0, sizes.size() - 2);
    }

    private int rows() {
        return sizes.isEmpty() ? 1 : sizes.get(down());
    }

    /** Says how many values differ, and where the first one is. */
    static String sentence(ArrayComparison comparison) {
        HeatMaps maps = of(comparison);
        long all = comparison.expectedShape().stream().reduce(1L, (a, b) -> a * b);
        long wrong = comparison.values().wrongInAll();
        return ComparisonFigure.subject(comparison) + ": " + (all == 1 ? "the value is wrong."
                : wrong + " of " + all + " values " + (wrong == 1 ? "is" : "are") + " wrong. The first wrong one is at "
                        + maps.forEachAxis(axis -> maps.named(axis, comparison.values().first().get(axis))) + ".");
    }

    /** Says which part of a large array is shown. */
    private String part(ArrayComparison comparison) {
        return "Only the part around the first wrong one is shown: " + forEachAxis(axis -> {
            long last = from.get(axis) + sizes.get(axis) - 1;
            return name(axis) + " " + from.get(axis) + (last > from.get(axis) ? " to " + last : "") + " of "
                    + comparison.expectedShape().get(axis);
        }) + ".";
    }

    private String forEachAxis(IntFunction<String> words) {
        return IntStream.range(0, axes.size()).mapToObj(words).collect(Collectors.joining(", "));
    }

    static DomContent draw(ArrayComparison comparison) {
        HeatMaps maps = of(comparison);
        ComparedValues values = comparison.values();
        List<TdTag> expected = maps.cells(values.expected(), values.actual(), false);
        List<TdTag> actual = maps.cells(values.actual(), values.expected(), true);
        DivTag tables = div(iff(!values.isWhole(comparison.expectedShape()), p(maps.part(comparison))),
                each(maps.tables(expected), table -> div().withClass("comparison-sides").with(
                        maps.side("Expected", table, expected), maps.side("Your result", table, actual))));
        return expected.size() <= FIRST_ROWS * maps.columns() ? div(tables, maps.key())
                : div(maps.firstRows(expected, actual), maps.key(), details(summary("All rows"), tables));
    }

    /** Draws the first rows with a wrong value, each with the expected row above the student's. */
    private DivTag firstRows(List<TdTag> expected, List<TdTag> actual) {
        List<Integer> shown = wrong.stream().map(cell -> cell / columns()).distinct().limit(FIRST_ROWS).toList();
        return scrolling("The first rows that differ").with(
                table().withClass("comparison-rows").with(caption("The first rows that differ"), head(td()), each(shown,
                        row -> tbody(tr(th(slice(down(), row).substring(2)).attr("scope", "rowgroup")
                                .attr("colspan", columns() + 1)),
                                row("expected", row, expected), row("your result", row, actual)))));
    }

    /** Draws one array by itself. */
    static DomContent draw(ShownArray array) {
        HeatMaps maps = new HeatMaps(array.name(), Collections.nCopies(array.sizes().size(), new ArrayAxis("", List.of())),
                Collections.nCopies(array.sizes().size(), 0L), array.sizes(), List.of(),
                ColourScale.of(array.values(), List.of()));
        List<TdTag> cells = maps.cells(array.values(), array.values(), false);
        return div().withClass("comparison-sides").with(each(maps.tables(cells), table -> maps.side("Values", table, cells)));
    }

    private List<Integer> tables(List<TdTag> cells) {
        return upTo(cells.isEmpty() ? 0 : cells.size() / (rows() * columns()));
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
            names.insert(0, ", " + named(axis, from.get(axis) + rest % sizes.get(axis)));
            rest /= sizes.get(axis);
        }
        return names.toString();
    }

    private DivTag side(String title, int table, List<TdTag> cells) {
        String slice = slice(sizes.size() - 3, table);
        DomContent corner = axes.isEmpty() ? td() : th(name(down()) + " ↓").attr("scope", "col");
        return scrolling(title + ": " + name + slice).with(table().with(caption(title + slice), head(corner),
                tbody(each(upTo(rows()), row -> row(axes.isEmpty() ? "value" : label(down(), from.get(down()) + row),
                        table * rows() + row, cells)))));
    }

    private static DivTag scrolling(String label) {
        return div().withClass("comparison-side").attr("role", "group").attr("tabindex", "0").attr("aria-label", label);
    }

    private DomContent row(String title, int row, List<TdTag> cells) {
        return tr(th(title).attr("scope", "row"), each(cells.subList(row * columns(), (row + 1) * columns()), cell -> cell));
    }

    private DomContent head(DomContent corner) {
        if (axes.size() < 2) {
            return thead(tr(corner, th("value").attr("scope", "col")));
        }
        int last = axes.size() - 1;
        return thead(tr(td(), th(name(last) + " →").attr("scope", "colgroup").attr("colspan", columns())),
                tr(corner, each(upTo(columns()), column -> th(label(last, from.get(last) + column)).attr("scope", "col"))));
    }

    static List<Integer> upTo(int end) {
        return IntStream.range(0, end).boxed().toList();
    }

    private String name(int axis) {
        String named = axes.get(axis).name();
        return named.isEmpty() ? "axis " + axis : named;
    }

    /** Returns the names of an axis with an index, such as "time 1, sequence 0" for an index of two joined axes. */
    private String named(int axis, long index) {
        String[] names = name(axis).split(JOINED);
        String[] places = label(axis, index).split(JOINED);
        return names.length != places.length ? String.join(JOINED, names) + " " + String.join(JOINED, places)
                : IntStream.range(0, names.length).mapToObj(i -> names[i] + " " + places[i]).collect(Collectors.joining(", "));
    }

    /** Returns the label of an index, in which a space and the end of a line can be seen, or the index. */
    private String label(int axis, long index) {
        List<String> labels = axes.get(axis).labels();
        String label = labels.isEmpty() ? String.valueOf(index) : labels.get((int) (index - from.get(axis)));
        return label.isBlank() ? label.replace(' ', '␣').replace("\n", "⏎") : label;
    }

    /** Draws values. Only the student's wrong values are marked; the expected ones beside them are right. */
    private List<TdTag> cells(List<Double> shown, List<Double> others, boolean areActual) {
        return IntStream.range(0, shown.size()).mapToObj(cell -> {
            double value = shown.get(cell);
            boolean differs = wrong.contains(cell);
            String text = ShortNumber.inTable(value, differs ? others.get(cell) : value).replace('-', '−');
            return differs && areActual ? wrong(text, colours.style(value)) : td(text).withClass(colours.style(value));
        }).toList();
    }

    /** Makes a cell with a frame, which a screen reader calls wrong. */
    static TdTag wrong(String text, String style) {
        return td(span(text), span(" wrong").withClass("comparison-hidden")).withClass((style + " comparison-wrong").strip());
    }

    /**
     * The colours of values, from blue over a neutral colour to orange.
     *
     * @param largest the largest absolute value
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
