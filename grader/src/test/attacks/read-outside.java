// attack: reads files that are none of its business
// list: uses Path.of
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        for (String place : new String[] {"@OUTSIDE@/secret", "@KIT@/solutions/src", "@KIT@/solutions/target", "@KIT@/.git",
            "@KIT@/grader/target/classes/org/rnnkit/grader/verify", "/proc/@GRADER@/environ"}) {
            if (Files.exists(Path.of(place))) {
                throw new IllegalStateException("ESCAPED: " + place + " can be seen");
            }
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
