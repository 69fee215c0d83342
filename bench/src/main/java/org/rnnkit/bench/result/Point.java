package org.rnnkit.bench.result;

import java.util.List;

/**
 * The results of a race at one size.
 *
 * @param value the size
 * @param rows the result of each competitor
 */
public record Point(int value, List<Row> rows) {}
