package org.rnnkit.bench.result;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A series of races in which one size grows and the other sizes are the chapter's.
 *
 * @param name the size that grows: hidden, batch or tokens
 * @param points a race at each size, the smallest size first
 */
public record Axis(String name, List<Point> points) {

    /** Returns the sizes. */
    public int[] values() {
        return points.stream().mapToInt(Point::value).toArray();
    }

    /** Returns one row for each competitor, from the first point. */
    public List<Row> competitors() {
        return points.get(0).rows();
    }

    /** Returns the rows of one competitor, one for each point. */
    public List<Row> of(String id) {
        return points.stream().flatMap(point -> point.rows().stream()).filter(row -> row.id().equals(id)).toList();
    }

    /**
     * Returns the change of a competitor's value between two points.
     *
     * @param id the competitor's id
     * @param from the index of the earlier point
     * @param to the index of the later point
     * @param figure the value of a row
     * @return the later value divided by the earlier one; empty if one of them was not measured
     */
    public Optional<Double> change(String id, int from, int to, ToDoubleFunction<Row> figure) {
        List<Row> rows = of(id);
        return IntStream.of(from, to).allMatch(i -> i >= 0 && i < rows.size())
                ? Optional.of(figure.applyAsDouble(rows.get(to)) / figure.applyAsDouble(rows.get(from))) : Optional.empty();
    }
}
