package org.rnnkit.grader.sandbox;

import ai.djl.engine.Engine;
import org.rnnkit.toolkit.EngineSettings;

/** The program that starts the engine once, in a process of its own and without any code of a student's. */
public final class EngineProbeMain {

    private EngineProbeMain() {}

    /**
     * Starts it, which unpacks its library where that has not been done, and says what it is.
     *
     * @param args none
     */
    public static void main(String[] args) {
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        Engine engine = Engine.getInstance();
        System.out.println(engine.getEngineName() + " " + engine.getVersion() + ", "
                + (engine.getGpuCount() > 0 ? engine.getGpuCount() + " GPU" : "CPU"));
    }
}
