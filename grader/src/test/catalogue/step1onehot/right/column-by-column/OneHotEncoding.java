// style: Encodes the tokens of one time step after the other and stacks them.
package org.rnnkit.step1onehot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

public final class OneHotEncoding {

    private OneHotEncoding() {}

    public static NDArray encode(NDArray tokens, int vocabSize) {
        NDList steps = IntStream.range(0, (int) tokens.getShape().get(1))
                .mapToObj(t -> tokens.get(":, " + t).oneHot(vocabSize))
                .collect(Collectors.toCollection(NDList::new));
        return NDArrays.stack(steps, 0);
    }
}
