package org.rnnkit.learner.memory.worker;

import java.util.Arrays;
import org.rnnkit.grader.worker.Bounds;

/**
 * The character that a model expects after a part of the text, and how much each character of this part counts for it.
 *
 * @param expected the most likely next character
 * @param probability the model's probability for it
 * @param weights the norm of the gradient of the logarithm of this probability with respect to each character's input, one
 *     for each character that was read, the first character first
 */
public record Expectation(String expected, double probability, double[] weights) {

    private static final int MAX_TOKEN = 10;

    /** Rejects values that a worker can't have computed, because student code may forge them. */
    public Expectation {
        Bounds.text(expected, MAX_TOKEN);
        Bounds.require(probability >= 0 && probability <= 1, "probability");
        Bounds.require(weights.length <= MemoryOutcome.MAX_LENGTH
                && Arrays.stream(weights).allMatch(weight -> weight >= 0 && Double.isFinite(weight)), "weights");
    }
}
