// slip: The loop walks along the sequences and stacks them.
// message: time is not the first axis
// counts: named
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList rows = new NDList();
        for (long b = 0; b < tokens.getShape().get(0); b++) {
            rows.add(tokens.get(b).oneHot(vocabSize));
        }
        return NDArrays.stack(rows);
    }
}
