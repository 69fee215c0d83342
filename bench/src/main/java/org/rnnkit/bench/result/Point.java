package org.rnnkit.bench.result;

import java.util.List;

/**
 * A race at one size.
 *
 * @param value the size
 * @param rows how each did
 */
public record Point(int value, List<Row> rows) {}
