package org.rnnkit.bench.scaling;

import java.util.List;
import org.rnnkit.bench.result.Row;

/**
 * A race at one size.
 *
 * @param value the size
 * @param rows how each did
 */
public record Point(int value, List<Row> rows) {}
