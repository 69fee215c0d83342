package org.rnnkit.bench;

import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how many turns each competitor has at the chapter's size
 * @param seconds how long a turn is
 * @param growingRounds how many turns at each size as work grows
 * @param iterations how often each part is measured
 * @param trainings how many whole trainings each has
 * @param epochs how many epochs a whole training has
 * @param hidden hidden units to try
 * @param batchSizes rows of a minibatch to try
 * @param tokens lengths of text to try
 */
record Plan(int rounds, double seconds, int growingRounds, int iterations, int trainings, int epochs, List<Integer> hidden,
        List<Integer> batchSizes, List<Integer> tokens) {

    /** What is measured unless something else is asked for: twenty minutes. */
    static final Plan FULL = new Plan(10, 2, 3, 5, 3, 500, List.of(64, 128, 256, 512, 1024, 2048), List.of(8, 16, 32, 64, 128),
            List.of(10_000, 100_000, 1_000_000, 10_000_000));
    /** Whether it works: two minutes. */
    static final Plan QUICK = new Plan(3, 0.5, 2, 2, 1, 20, List.of(64, 512), List.of(8, 32), List.of(10_000, 1_000_000));

    /** This, with other turns. */
    Plan with(Integer otherRounds, Double otherSeconds) {
        return new Plan(otherRounds == null ? rounds : otherRounds, otherSeconds == null ? seconds : otherSeconds,
                growingRounds, iterations, trainings, epochs, hidden, batchSizes, tokens);
    }
}
