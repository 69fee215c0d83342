package org.rnnkit.bench;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.rnnkit.toolkit.EngineSettings;

/** A program that loads the engine and makes one array: no new process can run a step's code faster. */
final class BareEngine {

    private BareEngine() {}

    /** Loads the engine. */
    public static void main(String[] args) {
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        try (NDManager manager = NDManager.newBaseManager(); NDArray one = manager.create(1f)) {
            System.out.println(one.getFloat());
        }
    }
}
