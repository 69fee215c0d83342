package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.DeviceName;

/**
 * What to compute with.
 *
 * @param device the device's name
 * @param threads how many threads one operation is split over
 */
public record EngineChoice(DeviceName device, int threads) {}
