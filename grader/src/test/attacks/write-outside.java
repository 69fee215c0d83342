// attack: writes outside of its folder
// list: uses Path.of
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        for (String place : new String[] {"@OUTSIDE@/written", "/written", "/etc/written", "/dev/shm/written", "@KIT@/written"}) {
            try {
                Files.writeString(Path.of(place), "x");
                throw new IllegalStateException("ESCAPED: " + place + " was written");
            } catch (IOException e) {
                // as it should be
            }
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
