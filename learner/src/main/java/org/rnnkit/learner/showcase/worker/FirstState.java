package org.rnnkit.learner.showcase.worker;

import org.rnnkit.grader.worker.Bounds;

/**
 * The state that step 3 makes for the start of a text.
 *
 * @param rows the hidden state, [batchSize, numHiddens]
 */
public record FirstState(float[][] rows) {

    /** Checks the sizes, since a student's code can forge them. */
    public FirstState {
        Bounds.require(rows != null && rows.length > 0 && rows.length <= SizeChecks.TOKENS && rows[0] != null
                && rows[0].length > 0 && rows[0].length <= SizeChecks.TOKENS, "rows");
        SizeChecks.matrix(rows, rows.length, rows[0].length);
    }
}
