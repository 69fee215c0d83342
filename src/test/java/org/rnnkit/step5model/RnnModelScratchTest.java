package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.junit.RequiresStep;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.OneHot;
import org.rnnkit.testkit.slips.ModelSlips;
import org.rnnkit.testkit.slips.ModelSlips.RecordingFunctions;
import org.rnnkit.testkit.slips.ModelSlips.RecordingFunctions.ForwardCall;
import org.rnnkit.testkit.slips.ModelSlips.RecordingFunctions.ParametersCall;
import org.rnnkit.testkit.slips.ModelSlips.RecordingFunctions.StateCall;
import org.rnnkit.testkit.slips.ModelSlips.SameArrays;
import org.rnnkit.toolkit.RnnOutput;

/** Tests of step 5: holds the parameters, encodes, delegates, keeps no state. The functions used here record their calls. */
@Tag("step5")
class RnnModelScratchTest {

    private static final int VOCAB_SIZE = 5;
    private static final int NUM_HIDDENS = 3;
    private static final String MADE = "the arrays that the ParameterInitializer made";

    private RecordingFunctions functions;

    private RnnModelScratch model(NDManager manager, int vocabSize, int numHiddens) {
        RnnModelScratch model = new RnnModelScratch(manager, vocabSize, numHiddens, functions::parameters, functions::state,
                functions::forward);
        Expect.that(manager.isOpen(), "the constructor closed the manager given, which belongs to the caller");
        return model;
    }

    private RnnModelScratch model(NDManager manager) {
        return model(manager, VOCAB_SIZE, NUM_HIDDENS);
    }

    @BeforeEach
    void prepare(NDManager manager) {
        functions = new RecordingFunctions(manager);
        needStep1();
    }

    static void needStep1() {
        RequiresStep.step(1, () -> {
            try (NDManager own = NDManager.newBaseManager()) { // a wrong model may have closed the test's manager
                NDArray encoded = OneHotEncoding.encode(own.create(new int[][] {{2, 0, 1}, {1, 1, 0}}), 3);
                double[][] rows = Expect.rows(Matrix.oneHot(new int[][] {{2, 0, 1}, {1, 1, 0}}, 3));
                Expect.array("encoded", encoded).withAxes(AxisNames.INPUTS).hasShape(new Shape(3, 2, 3)).isCloseTo(rows);
                return true;
            }
        });
    }

    @Test
    @Order(1)
    void makesTheParametersOnceWithTheGivenSizes(NDManager manager) {
        RnnModelScratch model = model(manager);
        int calls = functions.parametersCalls().size();
        Expect.that(calls > 0 || !callsInitializer(model), "the parameters are made when parameters() is called; make them in "
                + "the constructor, once, and keep them in a field");
        Expect.that(calls == 1, "the constructor must call the ParameterInitializer given to it once, but called it " + calls
                + " times");
        ParametersCall call = functions.parametersCalls().get(0);
        ModelSlips.checkSizes(call, VOCAB_SIZE, NUM_HIDDENS);
        Expect.that(call.manager() == manager, "the ParameterInitializer must get the manager given to the constructor, "
                + "so that the parameters live as long as that");
        model.parameters();
        madeOnce("parameters()");
        model.beginState(manager, 2);
        madeOnce("beginState");
        model.forward(manager.create(new int[][] {{1}}), new NDList(manager.zeros(new Shape(1, NUM_HIDDENS))));
        madeOnce("forward");
    }

    private boolean callsInitializer(RnnModelScratch model) {
        model.parameters();
        return !functions.parametersCalls().isEmpty();
    }

    private void madeOnce(String method) {
        Expect.that(functions.parametersCalls().size() == 1, method + " makes the parameters again: what is learned would be "
                + "lost. Make them once, in the constructor, and keep them");
    }

    @Test
    @Order(2)
    void returnsTheSameParametersEveryTime(NDManager manager) {
        RnnModelScratch model = model(manager);
        NDList made = made();
        SameArrays expectation = new SameArrays();
        expectation.check("parameters()", model.parameters(), made, MADE);
        expectation.check("parameters(), called again,", model.parameters(), made, "the same arrays as before");
        Expect.that(model.parameters().get(0).hasGradient(), "the parameters have lost their gradients");
        Expect.that(model.parameters().get(0).getManager() == manager, "parameters() takes the arrays away from the manager "
                + "given to the constructor, which must close them: hand the list on as it is, without detach() "
                + "or attach(...)");
    }

    /** Returns the arrays of the last call of the parameter initializer. */
    private NDList made() {
        List<ParametersCall> calls = functions.parametersCalls();
        Expect.that(!calls.isEmpty(), "the constructor must call the ParameterInitializer given to it");
        return calls.get(calls.size() - 1).made();
    }

    @Test
    void sharesNothingWithAnotherModel(NDManager manager) {
        RnnModelScratch first = model(manager);
        NDList firstParameters = made();
        RecordingFunctions firstFunctions = functions;
        functions = new RecordingFunctions(manager);
        RnnModelScratch second = model(manager, VOCAB_SIZE + 1, NUM_HIDDENS + 1);
        String isStatic = "fields must not be static, or all models share them";
        Expect.that(functions.parametersCalls().size() == 1, "a second model makes no parameters of its own: " + isStatic);
        NDList secondParameters = made();
        new SameArrays().orElse("those of a second model that was made after it: " + isStatic, secondParameters)
                .check("the first model's parameters()", first.parameters(), firstParameters, MADE);
        new SameArrays().orElse("those of another model that was made before it: " + isStatic, firstParameters)
                .check("the second model's parameters()", second.parameters(), secondParameters, MADE);
        first.beginState(manager, 2);
        Expect.that(functions.stateCalls().isEmpty(), "the first model's beginState calls the second model's "
                + "StateInitializer: " + isStatic);
        first.forward(manager.create(new int[][] {{1}}), new NDList(manager.zeros(new Shape(1, NUM_HIDDENS))));
        Expect.that(functions.forwardCalls().isEmpty(), "the first model's forward calls the second model's forward function: "
                + isStatic);
        functions = firstFunctions;
        Expect.that(lastState().numHiddens() != NUM_HIDDENS + 1,
                "the first model's state has the second model's numHiddens: " + isStatic);
        Expect.that(lastForward().inputs().getShape().get(2) != VOCAB_SIZE + 1,
                "the first model encodes with the second model's vocabSize: " + isStatic);
        NDList passed = lastForward().parameters();
        Expect.that(passed == null || passed.isEmpty() || passed.get(0) != secondParameters.get(0),
                "the first model's forward function gets the second model's parameters: " + isStatic);
    }

    private StateCall lastState() {
        List<StateCall> calls = functions.stateCalls();
        Expect.that(!calls.isEmpty(), "beginState must call the StateInitializer given to the constructor");
        return calls.get(calls.size() - 1);
    }

    private ForwardCall lastForward() {
        List<ForwardCall> calls = functions.forwardCalls();
        Expect.that(!calls.isEmpty(), "forward must call the ForwardFunction given to the constructor");
        return calls.get(calls.size() - 1);
    }

    @Test
    @Order(3)
    void beginStateUsesTheGivenInitializer(NDManager manager) {
        RnnModelScratch model = model(manager);
        Expect.that(functions.stateCalls().isEmpty(), "the constructor calls the StateInitializer: only beginState does, when "
                + "a new text begins. The constructor keeps it in a field");
        try (NDManager other = manager.newSubManager()) {
            NDList state = model.beginState(other, 4);
            StateCall call = lastState();
            Expect.that(call.manager() == other, "beginState must hand on the manager that it is given, not another one: "
                    + "else the state of every minibatch stays alive as long as the model");
            ModelSlips.checkSizes(call, 4, VOCAB_SIZE, NUM_HIDDENS);
            new SameArrays().check("beginState", state, call.made(), "what the StateInitializer made");
            state.forEach(array -> Expect.array("an array of beginState", array).isOpen());
            Expect.that(functions.stateCalls().size() == 1, "beginState calls the StateInitializer "
                    + functions.stateCalls().size() + " times; once is enough, and the other states are lost");
        }
    }

    @Test
    void makesANewStateAtEveryCall(NDManager manager) {
        RnnModelScratch model = model(manager);
        NDList first = model.beginState(manager, 2);
        ModelSlips.checkSizes(lastState(), 2, VOCAB_SIZE, NUM_HIDDENS);
        NDList next = model.beginState(manager, 2);
        Expect.that(first.get(0) != next.get(0), "beginState returned the same array twice: the model must keep no state, not "
                + "even for a next call with the same manager and batchSize, because every text begins with a new one");
        NDList again = model.beginState(manager.newSubManager(), 2);
        Expect.that(first.get(0) != again.get(0), "beginState returned the same array twice: the model must keep no state, not "
                + "even for a next call with the same batchSize, which may have another manager");
        NDList second = model.beginState(manager, 7);
        NDList third = model.beginState(manager, 2);
        Expect.that(first.get(0) != second.get(0) && first.get(0) != third.get(0), "beginState returned the same array twice: "
                + "the model must keep no state");
        model.beginState(manager, 7);
        ModelSlips.checkSizes(lastState(), 7, VOCAB_SIZE, NUM_HIDDENS);
    }

    @Test
    @Order(4)
    void passesOneHotVectorsToTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        checkInputs(model, draw.tokens(2, 4, VOCAB_SIZE), VOCAB_SIZE, NUM_HIDDENS, manager);
    }

    @ParameterizedTest(name = "batchSize {0}, numSteps {1}, vocabSize {2}, numHiddens {3}")
    @CsvSource({"1, 1, 2, 4", "1, 6, 7, 2", "4, 1, 3, 3", "3, 2, 28, 16", "300, 2, 3, 600", "2, 1, 3000, 2"})
    void worksForEverySize(int batchSize, int numSteps, int vocabSize, int numHiddens, NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager, vocabSize, numHiddens);
        made();
        ModelSlips.checkSizes(functions.parametersCalls().get(0), vocabSize, numHiddens);
        int[][] tokens = draw.tokens(batchSize, numSteps, vocabSize);
        tokens[batchSize - 1][0] = Math.min(200, vocabSize - 1); // too large for a byte, but not for float16
        tokens[0][0] = vocabSize - 1; // too large for both, if any is
        checkInputs(model, tokens, vocabSize, numHiddens, manager);
        model.beginState(manager, batchSize);
        ModelSlips.checkSizes(lastState(), batchSize, vocabSize, numHiddens);
    }

    private void checkInputs(RnnModelScratch model, int[][] tokens, int vocabSize, int numHiddens, NDManager manager) {
        checkInputs(model, manager.create(tokens), tokens, vocabSize, numHiddens);
        int calls = functions.forwardCalls().size();
        Expect.that(calls == 1, () -> "forward calls the forward function " + calls + " times; call it once, and keep its "
                + "result in a variable");
    }

    private void checkInputs(RnnModelScratch model, NDArray given, int[][] tokens, int vocabSize, int numHiddens) {
        NDManager manager = given.getManager();
        model.forward(given, new NDList(manager.zeros(new Shape(tokens.length, numHiddens))));
        Expect.array("what the forward function got as inputs", lastForward().inputs())
                .withAxes(AxisNames.INPUTS)
                .hasShape(new Shape(tokens[0].length, tokens.length, vocabSize),
                        ModelSlips.inputShapes(tokens.length, tokens[0].length, vocabSize, numHiddens))
                .isFloat32()
                .isCloseTo(Expect.rows(Matrix.oneHot(tokens, vocabSize)),
                        () -> Slip.each(OneHot.Wrong.class, wrong -> OneHot.values(wrong, tokens, vocabSize)));
        Expect.ownership(!lastForward().given().isReleased(), () -> "forward closes the inputs after the forward function: the "
                + "backward pass still needs them, and they are closed with the minibatch. Close nothing");
    }

    /** A value kept from the call before shows when the sizes are the same and the tokens are not. */
    @Test
    void encodesTheTokensOfEveryCall(NDManager manager) {
        RnnModelScratch model = model(manager);
        int[][] tokens = {{0, 1, 2}, {3, 4, 0}};
        int[][] others = {{4, 0, 3}, {2, 1, 1}};
        NDManager minibatch = manager.newSubManager();
        checkInputs(model, minibatch.create(tokens), tokens, VOCAB_SIZE, NUM_HIDDENS);
        double[] first = Expect.values(lastForward().inputs());
        NDArray int64 = manager.create(others).toType(DataType.INT64, false); // as in predictions
        NDList state = new NDList(manager.zeros(new Shape(2, NUM_HIDDENS)));
        model.forward(int64, state);
        Expect.that(functions.forwardCalls().size() == 2 && !Arrays.equals(first, Expect.values(lastForward().inputs())),
                "a second call of forward hands on the inputs of the first one: they are kept in a field. Encode the tokens in "
                + "every call");
        checkInputs(model, int64, others, VOCAB_SIZE, NUM_HIDDENS);
        double[] second = Expect.values(lastForward().inputs());
        int64.subi(int64).addi(1);
        model.forward(int64, state);
        Expect.that(!Arrays.equals(second, Expect.values(lastForward().inputs())), "a call with the same array of tokens, but "
                + "other values in it, hands on the inputs of the call before. Encode the tokens in every call");
        minibatch.close();
        model.forward(manager.create(tokens), state);
        Expect.that(functions.forwardCalls().size() == 5, "a call with the same state as the call before, but other tokens, "
                + "does not call the forward function: the model must keep no output");
        Expect.that(lastForward().inputs() != null, "a call with the tokens of an earlier minibatch hands on the inputs of "
                + "that one, which are closed by now: they are kept in a field. Encode the tokens in every call");
    }

    @Test
    void passesStateAndParametersToTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        SameArrays expectation = new SameArrays().orElse("the parameters: state and parameters are exchanged", made());
        for (int batchSize : new int[] {2, 3}) { // the second call shows whether the model keeps a state
            NDList state = new NDList(manager.ones(new Shape(batchSize, NUM_HIDDENS)), manager.full(new Shape(1), 6));
            NDList given = new NDList(state); // a copy, since a list is empty after it is closed
            model.forward(manager.create(draw.tokens(batchSize, 2, VOCAB_SIZE)), state);
            ForwardCall call = lastForward();
            functions.stateCalls().forEach(begun -> expectation.orElse(
                    "a new state of the StateInitializer: forward must go on from the state given", begun.made()));
            expectation.check("the state that the forward function got", call.state(), given, "the state given to forward");
            new SameArrays().orElse("the state: state and parameters are exchanged", given)
                    .check("the parameters that the forward function got", call.parameters(), made(), MADE);
            String kept = "the state of the call before: the model must keep no state";
            expectation.orElse(kept, given).orElse(kept, call.output().state());
        }
        Expect.that(accepts(model, manager, new NDList(manager.ones(new Shape(1, 2, NUM_HIDDENS)))), "forward refuses a state "
                + "of shape (1, 2, " + NUM_HIDDENS + "), which has its batch on the second axis: another network may have a "
                + "state of any shape. Hand it on without a look at it");
    }

    private static boolean accepts(RnnModelScratch model, NDManager manager, NDList state) {
        try {
            model.forward(manager.create(new int[][] {{1}, {2}}), state);
            return true;
        } catch (RuntimeException refused) {
            return false;
        }
    }

    @Test
    void returnsTheResultOfTheForwardFunction(NDManager manager, Draw draw) {
        RnnModelScratch model = model(manager);
        NDList state = new NDList(manager.ones(new Shape(2, NUM_HIDDENS)), manager.full(new Shape(1), 6));
        NDList given = new NDList(state);
        NDManager minibatch = manager.newSubManager();
        RnnOutput output = model.forward(minibatch.create(draw.tokens(2, 3, VOCAB_SIZE)), state);
        RnnOutput expected = lastForward().output();
        Expect.that(output != null, "forward returned null");
        Expect.array("the array of logits", output.logits()).isOpen();
        Expect.that(output.state() != null, "the new state is null");
        for (NDArray array : output.state()) {
            Expect.array("the new state", array).isOpen();
        }
        Expect.that(output.logits() == expected.logits(),
                () -> "the logits must be those of the forward function, unchanged, but "
                        + ModelSlips.wrongLogits(output.logits(), expected.logits()));
        Expect.ownership(Stream.concat(Stream.of(output.logits()), output.state().stream())
                .allMatch(array -> array.getManager() == manager), () -> "forward takes the logits or the new state away from "
                + "their manager, which may be that of the caller or of the forward function: leave out attach(...) and "
                + "detach()");
        new SameArrays().orElse("the state given to forward", given)
                .check("the new state", output.state(), expected.state(), "the state that the forward function returned");
    }

    @Test
    void doesNotChangeTokensOrState(NDManager manager) {
        RnnModelScratch model = model(manager);
        NDManager minibatch = manager.newSubManager();
        NDArray tokens = minibatch.create(new int[][] {{4, 0}, {2, 1}});
        NDManager ofState = manager.newSubManager(); // as in training, where a kept state has another manager than the tokens
        NDList state = new NDList(ofState.ones(new Shape(2, NUM_HIDDENS)));
        NDArray array = state.get(0);
        model.forward(tokens, state);
        Expect.that(minibatch.isOpen() && manager.isOpen(), "forward closed a manager; the model opened none, so it closes "
                + "none");
        Expect.that(!tokens.isReleased(), "forward closed the tokens, which belong to the caller");
        Expect.that(!array.isReleased(), "forward closed the state given, which belongs to the caller");
        Expect.that(made().stream().noneMatch(NDArray::isReleased), "forward closed a parameter; parameters live as long as "
                + "the model");
        Expect.that(state.size() == 1 && state.get(0) == array, "forward changed the list of the state given");
        Expect.ownership(tokens.getManager() == minibatch && array.getManager() == ofState, () -> "forward takes the tokens "
                + "or the state away from their manager, which must close them: leave out attach(...) and detach()");
        Expect.array("the tokens given", tokens).isUnchanged(new double[] {4, 0, 2, 1}, "forward");
        Expect.array("the state given", array).isUnchanged(new double[] {1, 1, 1, 1, 1, 1}, "forward");
        minibatch.close();
        Expect.ownership(lastForward().given().isReleased(), () -> "the one-hot vectors stay open when the minibatch is "
                + "closed: hand them on as step 1 made them, without attach(...) and detach()");
    }
}
