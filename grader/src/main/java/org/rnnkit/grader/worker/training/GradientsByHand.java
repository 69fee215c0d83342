package org.rnnkit.grader.worker.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.lang.invoke.MethodType;

/** The bonus step that computes the network's gradients by hand. Its class is found by name, so that it may be missing. */
@FunctionalInterface
public interface GradientsByHand {

    /** The command that uses the step. The list of steps names it. */
    String COMMAND = "train --by-hand";

    /**
     * Computes the gradients.
     *
     * @param inputs the inputs, [numSteps, batchSize, vocabSize]
     * @param states the given state and the states after each time step, each [batchSize, numHiddens]
     * @param parameters step 2's five parameters
     * @param logitsGradient the gradient of the logits, [numSteps * batchSize, vocabSize]
     * @return the gradients of the parameters, in their order
     */
    NDList compute(NDArray inputs, NDList states, NDList parameters, NDArray logitsGradient);

    /**
     * Finds the step's method by the full name of the step's class.
     *
     * @throws IllegalStateException if the class does not have it
     */
    static GradientsByHand of(String className) {
        return ModelFactory.bonusMethod(GradientsByHand.class, className, "gradients", MethodType.methodType(NDList.class,
                NDArray.class, NDList.class, NDList.class, NDArray.class));
    }
}
