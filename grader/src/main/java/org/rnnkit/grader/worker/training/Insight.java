package org.rnnkit.grader.worker.training;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What there is to look at after a training.
 *
 * @param traces one an epoch
 * @param excerpt a piece of text as the trained model reads it; null where the grader reads it itself
 */
public record Insight(List<EpochTrace> traces, Excerpt excerpt) {

    /**
     * Completes what came out of a grading's training: the traces are the steps' word, and may be missing or too many.
     *
     * @param told what the steps' process says; may be null, and anything in it may
     * @param epochs how many epochs there were
     * @param excerpt what the grader has read itself
     * @return a trace an epoch, and the excerpt
     */
    public static Insight checked(Insight told, int epochs, Excerpt excerpt) {
        List<EpochTrace> traces = told == null || told.traces == null ? List.of() : told.traces;
        return new Insight(IntStream.range(0, epochs)
                .mapToObj(i -> i < traces.size() && traces.get(i) != null ? traces.get(i) : EpochTrace.NOTHING).toList(),
                excerpt);
    }
}
