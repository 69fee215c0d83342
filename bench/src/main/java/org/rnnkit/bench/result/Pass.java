package org.rnnkit.bench.result;

import java.util.List;

/**
 * One race at the chapter's size.
 *
 * @param busyCores how many cores another process kept busy meanwhile
 * @param rows how each did
 */
public record Pass(int busyCores, List<Row> rows) {}
