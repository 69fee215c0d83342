package org.rnnkit.grader.worker.training;

import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;

/**
 * The device and the number of threads that a user has chosen for the engine.
 *
 * @param device "auto", "cpu" or "gpu"
 * @param threads the number of threads for one operation of the engine
 */
public record EngineChoice(DeviceName device, int threads) {

    /** A GPU if there is one, and the number of threads that other processes slow down least. */
    public static final EngineChoice DEFAULT = new EngineChoice(DeviceName.AUTO, EngineSettings.DEFAULT_THREADS);
}
