package org.rnnkit.bench.result;

import java.util.List;

/**
 * The results of one race at the chapter's size.
 *
 * @param busyCores the number of cores that other processes kept busy
 * @param rows the result of each competitor that ran
 * @param absent the competitors that could not start
 */
public record Pass(int busyCores, List<Row> rows, List<Absent> absent) {

    /** Makes the results. Older files have no list of absent competitors. */
    public Pass {
        absent = absent == null ? List.of() : absent;
    }
}
