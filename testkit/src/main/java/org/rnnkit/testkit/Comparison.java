package org.rnnkit.testkit;

import java.util.Set;
import java.util.function.Supplier;

/**
 * One comparison of a result with the expected one.
 *
 * @param subject the result, such as "logits"
 * @param testCase the test in words: its parameters, or its name if it has none
 * @param right whether the result is right
 * @param known what the slips give, which is computed when a message needs it: with right solutions never
 */
record Comparison(String subject, String testCase, boolean right, Supplier<FittingSlips> known) {

    Set<String> fitting() {
        return known.get().fitting();
    }

    Set<String> refuted() {
        return known.get().refuted();
    }
}
