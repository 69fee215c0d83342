package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.toolkit.RnnOutput;

/** The three functions that a model of step 5 is made of. They record what they get and what they return. */
public final class RecordingFunctions {

    /** The length of both axes of the first parameter. */
    public static final int FIRST = 11;

    private final NDManager owner;
    private final List<ParametersCall> parametersCalls = new ArrayList<>();
    private final List<StateCall> stateCalls = new ArrayList<>();
    private final List<ForwardCall> forwardCalls = new ArrayList<>();

    /** A call of the parameter initializer: what it got and what it made. */
    public record ParametersCall(NDManager manager, int vocabSize, int numHiddens, NDList made) {}

    /** A call of the state initializer: what it got and what it made. */
    public record StateCall(NDManager manager, int batchSize, int numHiddens, NDList made) {}

    /** A call of the forward function: what it got, the inputs also as a copy that stays open, and what it returned. */
    public record ForwardCall(NDArray inputs, NDArray given, NDList state, NDList parameters, RnnOutput output) {}

    /**
     * Prepares the functions.
     *
     * @param owner the owner of the forward function's results
     */
    public RecordingFunctions(NDManager owner) {
        this.owner = owner;
    }

    /**
     * The parameter initializer. It makes the arrays of another network: its hidden weights are four matrices side by side, the
     * first array has nothing to do with the vocabulary, and there are more than ten.
     */
    public NDList parameters(NDManager manager, int vocabSize, int numHiddens) {
        int gates = 4 * numHiddens;
        NDList made = new NDList(Stream.of(new Shape(FIRST, FIRST), new Shape(vocabSize, gates), new Shape(numHiddens, gates),
                new Shape(gates), new Shape(numHiddens, vocabSize), new Shape(vocabSize), new Shape(1, numHiddens),
                new Shape(2, 2, 1), new Shape(1), new Shape(2), new Shape(3), new Shape(4), new Shape(5))
                .map(manager::ones).toList());
        made.forEach(parameter -> parameter.setRequiresGradient(true));
        parametersCalls.add(new ParametersCall(manager, vocabSize, numHiddens, new NDList(made)));
        return made;
    }

    /** The state initializer. Its states have two arrays. */
    public NDList state(NDManager manager, int batchSize, int numHiddens) {
        Shape shape = new Shape(batchSize, numHiddens);
        NDList made = new NDList(manager.full(shape, 2f), manager.full(shape, 3f));
        stateCalls.add(new StateCall(manager, batchSize, numHiddens, new NDList(made)));
        return made;
    }

    /** The forward function. It takes null and closed inputs too, so that a test can say what is missing. */
    public RnnOutput forward(NDArray inputs, NDList state, NDList parameters) {
        NDArray seen = inputs == null || inputs.isReleased() ? null : inputs.duplicate();
        if (seen != null) {
            seen.attach(owner);
            NDScope.unregister(seen);
        }
        NDArray logits = owner.create(new float[][] {{0.5f, -1, 2}, {1, 0.25f, -2}});
        NDList next = new NDList(owner.full(new Shape(2, 1), 4f), owner.full(new Shape(2, 1), 5f));
        forwardCalls.add(new ForwardCall(seen, inputs, copy(state), copy(parameters), new RnnOutput(logits, new NDList(next))));
        return new RnnOutput(logits, next);
    }

    /** Returns another list of the same arrays, because a list that is closed is empty. */
    private static NDList copy(NDList list) {
        return list == null ? null : new NDList(list);
    }

    /** Returns the calls of the parameter initializer up to now. */
    public List<ParametersCall> parametersCalls() {
        return parametersCalls;
    }

    /** Returns the calls of the state initializer up to now. */
    public List<StateCall> stateCalls() {
        return stateCalls;
    }

    /** Returns the calls of the forward function up to now. */
    public List<ForwardCall> forwardCalls() {
        return forwardCalls;
    }
}
