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
 * @param waits the number of turns of each command
 * @param students the number of submissions of the graded class
 * @param gradedTrainings the number of submissions that are graded with their full training
 */
record Plan(int rounds, double seconds, int growingRounds, int iterations, int trainings, int epochs, List<Integer> hidden,
        List<Integer> batchSizes, List<Integer> tokens, int waits, int students, int gradedTrainings) {

    /** The default plan, which takes twenty-five minutes. */
    static final Plan FULL = new Plan(7, 1.5, 2, 5, 1, 500, List.of(64, 128, 256, 512, 1024, 2048), List.of(8, 16, 32, 64, 128),
            List.of(10_000, 100_000, 1_000_000, 10_000_000), 5, 5, 1);
    /** The plan for a quick test of everything, which takes three minutes. */
    static final Plan QUICK = new Plan(2, 0.3, 1, 1, 1, 20, List.of(64, 512), List.of(8, 32), List.of(10_000, 1_000_000), 1, 2,
            0);

    /** Returns this plan with other turns at the chapter's size; null keeps a value. */
    Plan with(Integer otherRounds, Double otherSeconds) {
        return new Plan(otherRounds == null ? rounds : otherRounds, otherSeconds == null ? seconds : otherSeconds,
                growingRounds, iterations, trainings, epochs, hidden, batchSizes, tokens, waits, students, gradedTrainings);
    }
}
