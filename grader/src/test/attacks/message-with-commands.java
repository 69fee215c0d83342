// attack: throws an exception whose message speaks to terminals, logs and pages
// list: accepts
// verdict: failed
// message: error
package org.rnnkit.step3state;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

public final class HiddenState {

    public static NDList initialize(NDManager manager, int batchSize, int numHiddens) {
        if (batchSize > 0) {
            throw new IllegalStateException("error \u001b[2J<script>alert(1)</script>\u202e]]>" + (char) 0xD800
                    + "\r\n::error::forged\n");
        }
        return new NDList(manager.ones(new Shape(batchSize, numHiddens)));
    }
}
