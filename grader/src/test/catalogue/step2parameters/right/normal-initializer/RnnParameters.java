// style: DJL's NormalInitializer and a stream.
package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.initializer.NormalInitializer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

public final class RnnParameters {

    private RnnParameters() {}

    public static NDList initialize(NDManager manager, int vocabSize, int numHiddens) {
        NormalInitializer normal = new NormalInitializer(0.01f);
        return Stream.of(new Shape(vocabSize, numHiddens), new Shape(numHiddens, numHiddens), new Shape(numHiddens),
                        new Shape(numHiddens, vocabSize), new Shape(vocabSize))
                .map(shape -> shape.dimension() == 1
                        ? manager.zeros(shape, DataType.FLOAT32)
                        : normal.initialize(manager, shape, DataType.FLOAT32))
                .peek(array -> array.setRequiresGradient(true))
                .collect(Collectors.toCollection(NDList::new));
    }
}
