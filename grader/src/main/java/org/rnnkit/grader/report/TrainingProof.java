package org.rnnkit.grader.report;

/**
 * The result of a proof: the first epochs of the full training, compared with the reference's from the same start.
 *
 * @param passed whether the submission trains as the reference does, up to rounding
 * @param difference how far the trained parameters are from the reference's, as a fraction of the way that the reference's
 *     have moved from the start
 * @param allowed the largest difference that passes
 * @param reason why the proof failed, as a sentence; empty if it passed
 */
public record TrainingProof(boolean passed, double difference, double allowed, String reason) {

    /**
     * Puts the result into a word.
     *
     * @return "passed" or "failed"
     */
    public String verdict() {
        return passed ? "passed" : "failed";
    }
}
