package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.DeviceChoice.DeviceName;

/**
 * The device and the number of threads that a user has chosen for the engine.
 *
 * @param device "auto", "cpu" or "gpu"
 * @param threads the number of threads for one operation of the engine
 */
public record EngineChoice(DeviceName device, int threads) {}
