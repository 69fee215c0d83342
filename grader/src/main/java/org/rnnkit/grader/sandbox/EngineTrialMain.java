package org.rnnkit.grader.sandbox;

import ai.djl.engine.Engine;
import org.rnnkit.toolkit.EngineSettings;

/** The main class of a process that starts the engine once, without any code of a student's. */
public final class EngineTrialMain {

    private EngineTrialMain() {}

    /**
     * Starts the engine and prints its name and version. This also unpacks its library, if that has not been done yet.
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
