package org.rnnkit.grader.worker;

import java.util.List;

/**
 * What there is to look at after a training.
 *
 * @param traces one an epoch
 * @param excerpt a piece of text as the trained model reads it
 */
public record Insight(List<EpochTrace> traces, Excerpt excerpt) {}
