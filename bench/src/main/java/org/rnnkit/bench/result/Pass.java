package org.rnnkit.bench.result;

import java.util.List;

/**
 * The results of one race at the chapter's size.
 *
 * @param busyCores the number of cores that other processes kept busy
 * @param rows the result of each competitor
 */
public record Pass(int busyCores, List<Row> rows) {}
