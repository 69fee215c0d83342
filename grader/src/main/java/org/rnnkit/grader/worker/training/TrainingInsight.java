package org.rnnkit.grader.worker.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The details of a training that its page shows.
 *
 * @param traces one trace for each epoch
 * @param excerpt a piece of text, read by the trained model; null in a grading, where the grader reads it later
 */
public record TrainingInsight(List<EpochTrace> traces, Excerpt excerpt) {

    /**
     * Completes the details that a graded training reported. As its process runs student code, traces may be missing or too
     * many.
     *
     * @param reported the details from the training's process; it and everything in it may be null
     * @param epochs the number of epochs
     * @param excerpt the excerpt that the grader has read itself
     * @return the details, with exactly one trace for each epoch
     */
    public static TrainingInsight checked(TrainingInsight reported, int epochs, Excerpt excerpt) {
        List<EpochTrace> traces = reported == null || reported.traces == null ? List.of() : reported.traces;
        return new TrainingInsight(IntStream.range(0, epochs)
                .mapToObj(i -> i < traces.size() && traces.get(i) != null ? traces.get(i) : EpochTrace.NOTHING).toList(),
                excerpt);
    }
}
