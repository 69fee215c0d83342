package org.rnnkit.learner.memory.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A kind of recurrent network: its parameters and its forward function.
 *
 * @param initializer makes new parameters
 * @param forward runs the network over one-hot vectors
 */
record RecurrentCell(ParameterInitializer initializer, ForwardFunction forward) {

    /** The network of steps 2 and 4. */
    static final RecurrentCell RNN = new RecurrentCell(RnnParameters::initialize, RnnForward::forward);

    private static final MethodType INITIALIZE =
            MethodType.methodType(NDList.class, NDManager.class, int.class, int.class);
    private static final MethodType FORWARD =
            MethodType.methodType(RnnOutput.class, NDArray.class, NDList.class, NDList.class);

    /** Returns the network of a step that is found by name, because it may be missing; DJL's own if there is no name. */
    static RecurrentCell gru(String className) {
        if (className == null) {
            return new RecurrentCell(BuiltInGru::initialize, BuiltInGru::forward);
        }
        try {
            Class<?> step = Class.forName(className);
            MethodHandle initialize = MethodHandles.publicLookup().findStatic(step, "initialize", INITIALIZE);
            MethodHandle forward = MethodHandles.publicLookup().findStatic(step, "forward", FORWARD);
            return new RecurrentCell(
                    (manager, vocabSize, numHiddens) -> (NDList) call(initialize, manager, vocabSize, numHiddens),
                    (inputs, state, parameters) -> (RnnOutput) call(forward, inputs, state, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className + " lacks a method: " + e.getMessage(), e);
        }
    }

    private static Object call(MethodHandle method, Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
