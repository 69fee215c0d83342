package org.rnnkit.bench.result;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What happens as one size grows and the others stay the chapter's.
 *
 * @param name what grows: hidden, batch or tokens
 * @param points a race at each size, the smallest first
 */
public record Axis(String name, List<Point> points) {

    /** The sizes. */
    public int[] values() {
        return points.stream().mapToInt(Point::value).toArray();
    }

    /** Who ran at each size, as the first point has them. */
    public List<Row> competitors() {
        return points.get(0).rows();
    }

    /** One competitor's rows, point by point. */
    public List<Row> of(String id) {
        return points.stream().flatMap(point -> point.rows().stream()).filter(row -> row.id().equals(id)).toList();
    }

    /**
     * How a competitor's figure changes from one point to a later one.
     *
     * @return the later one's as a ratio to the earlier one's; nothing where it was not measured
     */
    public Optional<Double> change(String id, int from, int to, ToDoubleFunction<Row> figure) {
        List<Row> rows = of(id);
        return IntStream.of(from, to).allMatch(i -> i >= 0 && i < rows.size())
                ? Optional.of(figure.applyAsDouble(rows.get(to)) / figure.applyAsDouble(rows.get(from))) : Optional.empty();
    }
}
