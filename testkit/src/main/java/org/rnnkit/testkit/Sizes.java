package org.rnnkit.testkit;

import java.util.Map;

/** Sizes of one case, all different. */
public record Sizes(int batchSize, int numSteps, int vocabSize, int numHiddens) {

    Sizes forMessages() {
        Expect.sizes(Map.of("batchSize", batchSize, "numSteps", numSteps, "vocabSize", vocabSize, "numHiddens",
                numHiddens));
        return this;
    }
}
