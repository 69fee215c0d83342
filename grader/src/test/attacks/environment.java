// attack: looks for secrets in the environment
// list: uses System.getenv
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        for (String name : System.getenv().keySet()) {
            if (!List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TMP", "TEMP", "USERPROFILE", "PWD", "DJL_CACHE_DIR", "ENGINE_CACHE_DIR", "LD_LIBRARY_PATH",
                    "SHLVL", "_").contains(name)) {
                throw new IllegalStateException("ESCAPED: " + name + " is known");
            }
        }
        return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));
    }
}
