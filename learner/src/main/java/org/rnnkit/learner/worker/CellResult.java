package org.rnnkit.learner.worker;

import java.util.List;
import org.rnnkit.testkit.comparison.ShownArray;

/**
 * What a cell did.
 *
 * @param value any other value in words, or an empty text
 * @param problem what it threw, explained; empty if it threw nothing
 * @param errors the compiler's errors
 * @param ended whether it ended its process, because it was in an endless loop
 */
public record CellResult(String printed, List<ShownArray> arrays, String value, String problem, List<CellError> errors,
        boolean ended) {

    /** Makes the result of a cell that came to its end. */
    public CellResult(String printed, List<ShownArray> arrays, String value, String problem, List<CellError> errors) {
        this(printed, arrays, value, problem, errors, false);
    }

    /** Makes the result of a cell that was stopped in an endless loop. */
    static CellResult endless(String problem) {
        return new CellResult("", List.of(), "", problem, List.of(), true);
    }

    /** Tells whether the cell was compiled and threw nothing. */
    boolean isOk() {
        return problem.isEmpty() && errors.isEmpty();
    }

    /** Tells whether there is nothing to show. */
    public boolean showsNothing() {
        return (printed + value + problem).isEmpty() && arrays.isEmpty();
    }
}
