package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of step 5: holds the parameters, encodes, delegates, keeps no state. The functions used here record their calls. */
@Tag("step5")
class RnnModelScratchTest {

    private static final int VOCAB_SIZE = 5;
    private static final int NUM_HIDDENS = 3;

    private final List<Object[]> parameterCalls = new ArrayList<>();
    private final List<Object[]> stateCalls = new ArrayList<>();
    private final List<Object[]> forwardCalls = new ArrayList<>();
    private final List<NDList> states = new ArrayList<>();
    private final List<RnnOutput> outputs = new ArrayList<>();
    private NDList parameters;

    private RnnModelScratch model(NDManager manager, int vocabSize, int numHiddens) {
        return new RnnModelScratch(manager, vocabSize, numHiddens, (m, v, h) -> {
            parameterCalls.add(new Object[] {m, v, h});
            parameters = new NDList(Stream.of(new Shape(v, h), new Shape(h, h), new Shape(h), new Shape(h, v), new Shape(v))
                    .map(m::ones).toList());
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
            return parameters;
        }, (m, b, h) -> {
            stateCalls.add(new Object[] {m, b, h});
            states.add(new NDList(m.ones(new Shape(b, h)), m.zeros(new Shape(b, h))));
            return states.get(states.size() - 1);
        }, (inputs, state, p) -> {
            NDArray seen = inputs.duplicate(); // a copy, since the model may close its arrays when this returns
            seen.attach(manager);
            forwardCalls.add(new Object[] {seen, new NDList(state), new NDList(p)});
            outputs.add(new RnnOutput(manager.ones(new Shape(2, 2)), new NDList(manager.zeros(new Shape(1)))));
            return outputs.get(outputs.size() - 1);
        });
    }

    private RnnModelScratch model(NDManager manager) {
        return model(manager, VOCAB_SIZE, NUM_HIDDENS);
    }

    @BeforeEach
    void step1MustBeRight(NDManager manager) {
        RequiresStep.step(1, () -> {
            NDArray encoded = OneHotEncoding.encode(manager.create(new int[][] {{2, 0, 1}, {1, 1, 0}}), 3);
            double[][] rows = Expect.rows(Matrix.oneHot(new int[][] {{2, 0, 1}, {1, 1, 0}}, 3));
            Expect.array("encoded", encoded).hasShape(new Shape(3, 2, 3)).isCloseTo(rows);
            return true;
        });
    }

    @Test
    @Order(1)
    void makesTheParametersOnceWithTheGivenSizes(NDManager manager) {
        RnnModelScratch model = model(manager);
        Expect.that(parameterCalls.size() == 1, "the constructor must call the ParameterInitializer once, but called it "
                + parameterCalls.size() + " times");
        Object[] call = parameterCalls.get(0);
        Expect.that(call[0] == manager, "the ParameterInitializer must get the manager given to the constructor, "
                + "so that the parameters live as long as that");
        Expect.that(call[1].equals(VOCAB_SIZE) && call[2].equals(NUM_HIDDENS), () -> "the ParameterInitializer must get "
                + "vocabSize " + VOCAB_SIZE + " and numHiddens " + NUM_HIDDENS + ", but got " + call[1] + " and " + call[2]
                + (call[1].equals(NUM_HIDDENS) ? "\nThe two are exchanged" : ""));
        model.parameters();
        model.beginState(manager, 2);
        model.forward(manager.create(new int[][] {{1}}), new NDList(manager.zeros(new Shape(1, NUM_HIDDENS))));
        Expect.that(parameterCalls.size() == 1, "the parameters are made again after the constructor: what is learned "
                + "would be lost. Make them once and keep them");
    }

    @Test
    @Order(2)
    void returnsTheSameParametersEveryTime(NDManager manager) {
        RnnModelScratch model = model(manager);
        sameArrays("parameters()", model.parameters(), parameters, "the arrays that the ParameterInitializer made");
        sameArrays("parameters(), called again,", model.parameters(), parameters, "the same arrays as before");
        Expect.that(model.parameters().get(0).hasGradient(), "the parameters have lost their gradients");
    }

    @Test
    void sharesNothingWithAnotherModel(NDManager manager) {
        RnnModelScratch first = model(manager);
        NDList firstParameters = parameters;
        model(manager, VOCAB_SIZE + 1, NUM_HIDDENS + 1);
        Expect.that(firstParameters != null, "the constructor must call the ParameterInitializer");
        Expect.that(first.parameters() != null && first.parameters().get(0) == firstParameters.get(0), "after a second "
                + "model was made, the first one returns other parameters: fields must not be static");
        first.beginState(manager, 2);
        Object[] call = stateCalls.get(stateCalls.size() - 1);
        Expect.that(!call[2].equals(NUM_HIDDENS + 1), "the first model's state has the second model's numHiddens: fields must "
                + "not be static");
    }

    @Test
    @Order(3)
    void beginStateUsesTheGivenInitializer(NDManager manager) {
        RnnModelScratch model = model(manager);
        try (NDManager other = manager.newSubManager()) {
            NDList state = model.beginState(other, 4);
            Expect.that(!stateCalls.isEmpty(), "beginState must call the StateInitializer given to the constructor");
            Object[] call = stateCalls.get(stateCalls.size() - 1);
            Expect.that(call[0] == other, "beginState must hand on the manager that it is given, not another one: "
                    + "else the state of every minibatch stays alive as long as the model");
            Expect.that(call[1].equals(4) && call[2].equals(NUM_HIDDENS), () -> "the StateInitializer must get batchSize 4 "
                    + "and numHiddens " + NUM_HIDDENS + ", but got " + call[1] + " and " + call[2]
                    + (call[1].equals(NUM_HIDDENS) ? "\nThe two are exchanged" : ""));
            sameArrays("beginState", state, states.get(states.size() - 1), "what the StateInitializer made");
            state.forEach(array -> Expect.array("an array of beginState", array).isOpen());
        }
    }

    @Test
    void makesANewStateAtEveryCall(NDManager manager) {
        RnnModelScratch model = model(manager);
        NDList first = model.beginState(manager, 2);
        NDList second = model.beginState(manager, 3);
        Expect.that(first.get(0) != second.get(0), "beginState returned the same array twice: the model must keep no state");
        Expect.array("the state for 3 sequences, after one for 2,", second.get(0)).hasShape(new Shape(3, NUM_HIDDENS));
    }

    @Test
    @Order(4)
    void passesOneHotVectorsToTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        checkInputs(model, draw.tokens(2, 4, VOCAB_SIZE), VOCAB_SIZE, manager);
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 1, 2, 4", "1, 6, 7, 2", "4, 1, 3, 3", "3, 2, 28, 16"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager, vocabSize, numHiddens);
        checkInputs(model, draw.tokens(batchSize, numSteps, vocabSize), vocabSize, manager);
    }

    @Test
    void passesStateAndParametersToTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        for (int batchSize : new int[] {2, 3}) { // the second call shows whether the model keeps a state
            NDList state = new NDList(manager.ones(new Shape(batchSize, NUM_HIDDENS)), manager.ones(new Shape(1)));
            NDList given = new NDList(state); // a copy, since a list is empty after it is closed
            model.forward(manager.create(draw.tokens(batchSize, 2, VOCAB_SIZE)), state);
            Object[] call = lastForward();
            sameArrays("the state that the forward function got", (NDList) call[1], given,
                    "the state given to forward");
            sameArrays("the parameters that the forward function got", (NDList) call[2], parameters,
                    "the arrays that the ParameterInitializer made");
        }
    }

    @Test
    void returnsTheResultOfTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        RnnOutput output = model.forward(manager.create(draw.tokens(2, 3, VOCAB_SIZE)),
                new NDList(manager.zeros(new Shape(2, NUM_HIDDENS))));
        lastForward();
        Expect.that(output != null, "forward returned null");
        RnnOutput expected = outputs.get(outputs.size() - 1);
        Expect.that(output.logits() == expected.logits(), "the logits are not those of the forward function");
        Expect.array("the array of logits", output.logits()).isOpen();
        for (NDArray array : output.state()) {
            Expect.array("the new state", array).isOpen();
        }
        sameArrays("the new state", output.state(), expected.state(), "the state that the forward function returned");
    }

    @Test
    void doesNotChangeTokensOrState(NDManager manager) {
        RnnModelScratch model = model(manager);
        NDArray tokens = manager.create(new int[][] {{4, 0}, {2, 1}});
        NDList state = new NDList(manager.ones(new Shape(2, NUM_HIDDENS)));
        NDArray array = state.get(0);
        model.forward(tokens, state);
        Expect.that(!tokens.isReleased() && !array.isReleased(), "forward closed an array that it was given");
        Expect.that(state.size() == 1 && state.get(0) == array, "forward changed the list of the state given");
        Expect.array("the tokens given", tokens).isUnchanged(new double[] {4, 0, 2, 1}, "forward");
    }

    private void checkInputs(RnnModelScratch model, int[][] tokens, int vocabSize, NDManager manager) {
        model.forward(manager.create(tokens), new NDList(manager.zeros(new Shape(tokens.length, 2))));
        double[][] expected = Expect.rows(Matrix.oneHot(tokens, vocabSize));
        Expect.array("what the forward function got as inputs", (NDArray) lastForward()[0])
                .hasShape(new Shape(tokens[0].length, tokens.length, vocabSize),
                        new Shape(tokens.length, tokens[0].length), "the tokens are not encoded: call step 1 on them",
                        new Shape(tokens.length, tokens[0].length, vocabSize), "they are one-hot, but time is not first",
                        new Shape(tokens[0].length, tokens.length, NUM_HIDDENS),
                        "numHiddens is given to step 1 where vocabSize should")
                .isFloat32()
                .isCloseTo(expected, Slip.of("nothing is encoded", new double[expected.length][vocabSize]));
    }

    private Object[] lastForward() {
        Expect.that(!forwardCalls.isEmpty(), "forward must call the ForwardFunction given to the constructor");
        return forwardCalls.get(forwardCalls.size() - 1);
    }

    private static void sameArrays(String name, NDList actual, NDList expected, String what) {
        Expect.that(actual != null, name + " is null");
        boolean same = actual.size() == expected.size();
        for (int i = 0; same && i < expected.size(); i++) {
            same = actual.get(i) == expected.get(i);
        }
        Expect.that(same, () -> name + " must be " + what + ", not copies or others (expected " + expected.size()
                + " arrays, got " + actual.size() + ")");
    }
}
