package org.rnnkit.grader.worker.training;

/**
 * What to compute with.
 *
 * @param device "auto", "cpu" or "gpu"
 * @param threads how many threads one operation is split over
 */
public record EngineChoice(String device, int threads) {}
