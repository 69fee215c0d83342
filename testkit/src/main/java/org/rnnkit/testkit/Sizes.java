package org.rnnkit.testkit;

import java.util.Map;

/** Sizes of one case, all different. */
public record Sizes(int batchSize, int numSteps, int vocabSize, int numHiddens) {

    /** Returns these sizes with another number of time steps. */
    public Sizes withNumSteps(int steps) {
        return new Sizes(batchSize, steps, vocabSize, numHiddens).forMessages();
    }

    Sizes forMessages() {
        Expect.sizes(Map.of("batchSize", batchSize, "numSteps", numSteps, "vocabSize", vocabSize, "numHiddens",
                numHiddens));
        return this;
    }
}
