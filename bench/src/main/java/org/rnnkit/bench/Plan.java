package org.rnnkit.bench;

import java.util.List;

/**
 * The amount of work in a run.
 *
 * @param rounds the number of turns of each competitor at the chapter's size
 * @param seconds the length of a turn
 * @param growingRounds the number of turns of each competitor at each other size
 * @param iterations the number of measurements of each part
 * @param trainings the number of whole trainings of each competitor
 * @param epochs the number of epochs of a whole training
 * @param hidden the numbers of hidden units to measure
 * @param batchSizes the numbers of rows of a minibatch to measure
 * @param tokens the lengths of text to measure
 */
record Plan(int rounds, double seconds, int growingRounds, int iterations, int trainings, int epochs, List<Integer> hidden,
        List<Integer> batchSizes, List<Integer> tokens) {

    /** The default plan, which takes twenty minutes. */
    static final Plan FULL = new Plan(10, 2, 3, 5, 3, 500, List.of(64, 128, 256, 512, 1024, 2048), List.of(8, 16, 32, 64, 128),
            List.of(10_000, 100_000, 1_000_000, 10_000_000));
    /** The plan for a quick test of everything, which takes two minutes. */
    static final Plan QUICK = new Plan(3, 0.5, 2, 2, 1, 20, List.of(64, 512), List.of(8, 32), List.of(10_000, 1_000_000));

    /** Returns this plan with other turns at the chapter's size; null keeps a value. */
    Plan with(Integer otherRounds, Double otherSeconds) {
        return new Plan(otherRounds == null ? rounds : otherRounds, otherSeconds == null ? seconds : otherSeconds,
                growingRounds, iterations, trainings, epochs, hidden, batchSizes, tokens);
    }
}
