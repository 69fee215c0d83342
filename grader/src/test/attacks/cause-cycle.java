// attack: throws an exception that is the cause of its own cause, so that whoever looks for the first one never ends
// list: accepts
// verdict: failed
// message: threw IllegalArgumentException
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        RuntimeException first = new IllegalStateException("first");
        RuntimeException second = new IllegalArgumentException("second");
        first.initCause(second);
        second.initCause(first);
        throw first;
    }
}
