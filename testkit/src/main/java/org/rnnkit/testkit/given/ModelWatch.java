package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.cases.Call;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.ModelParts;
import org.rnnkit.testkit.oracle.OneHot;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.ParameterInitializer;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.StateInitializer;

/** A model of step 5 that is made of given functions, and everything that is asked of a call of its methods. */
public final class ModelWatch {

    /** The constructor of step 5. */
    public interface Step {

        /** Makes a model of three functions. */
        LanguageModel make(NDManager manager, int vocabSize, int numHiddens, ParameterInitializer parameterInitializer,
                StateInitializer stateInitializer, ForwardFunction forwardFunction);
    }

    private static final String STATIC = ": fields must not be static, or all models share them";
    private static final double[][] LOGITS = {{0.5, -1, 2}, {1, 0.25, -2}};

    private final Step step;
    private final DrawnValues values;
    private final NDManager owner;
    private final ModelParts sizes;
    private final List<NDArray> parameters = new ArrayList<>();
    private final Map<String, List<NDArray>> otherParameters = new LinkedHashMap<>();
    private final Map<String, List<NDArray>> otherStates = new LinkedHashMap<>();
    private final LanguageModel model;

    /** The method of the model that runs now; empty between calls. */
    private String running = "";
    /** How often the running method has called its function. */
    private int calls;
    private NDManager stateOwner;
    private int[][] tokens;
    private List<NDArray> begun;
    private List<NDArray> state;
    private NDArray inputs;
    private RnnOutput output;

    /** Makes a model with the sizes of a case. The constructor must make its parameters. */
    public ModelWatch(Step step, DrawnValues values, NDManager manager) {
        this.step = step;
        this.values = values;
        this.owner = manager.newSubManager();
        this.sizes = new ModelParts(values.size("batchSize"), values.size("numSteps"), values.size("vocabSize"),
                values.size("numHiddens"));
        this.model = run("the constructor", () -> step.make(owner, sizes.vocabSize(), sizes.numHiddens(),
                (given, vocabSize, numHiddens) -> Evidence.given("the ParameterInitializer",
                        () -> initializeParameters(given, vocabSize, numHiddens)),
                (given, batchSize, numHiddens) -> Evidence.given("the StateInitializer",
                        () -> initializeState(given, batchSize, numHiddens)),
                (encoded, before, weights) -> Evidence.given("the ForwardFunction", () -> apply(encoded, before, weights))));
        Expect.that(owner.isOpen(), "the constructor closed the manager given, which belongs to the caller");
        if (calls == 0) {
            NDList kept = run("parameters()", model::parameters); // a model that makes them now fails in this call
            Expect.that(kept == null || kept.stream().noneMatch(NDArray::isReleased), "the constructor makes no parameters of "
                    + "its own, because those of an earlier model are kept" + STATIC);
        }
        Expect.that(calls == 1, () -> "the constructor must call the ParameterInitializer given to it once, but called it "
                + calls + " times");
    }

    /** Makes another model beside this one, with larger sizes. */
    public ModelWatch another() {
        Map<String, Object> larger = new LinkedHashMap<>(values.values());
        larger.put("vocabSize", sizes.vocabSize() + ModelParts.LARGER);
        larger.put("numHiddens", sizes.numHiddens() + ModelParts.LARGER);
        ModelWatch another = new ModelWatch(step, new DrawnValues(larger), owner);
        otherParameters.put("those of another model" + STATIC, another.parameters);
        another.otherParameters.put("those of another model" + STATIC, parameters);
        return another;
    }

    /** Runs a method of the model. What it throws in the place of a given function is a mistake that has a name. */
    private <T> T run(String method, Supplier<T> code) {
        running = method;
        calls = 0;
        try {
            return code.get();
        } catch (RuntimeException thrown) {
            String trace = Arrays.toString(thrown.getStackTrace());
            Expect.that(calls > 0 || !trace.contains("rnnkit.step2parameters"), method + " calls RnnParameters itself: it must "
                    + "call the ParameterInitializer given to the constructor, because another network has another one");
            Expect.that(calls > 0 || !trace.contains("rnnkit.step4rnn"), method + " calls RnnForward itself: it must call the "
                    + "ForwardFunction given to the constructor, because another network has another one");
            throw thrown;
        } finally {
            running = "";
        }
    }

    private void enter(String function, String method, Supplier<String> otherwise) {
        Expect.that(!running.isEmpty(), () -> "a method of another model calls this model's " + function + STATIC);
        Expect.that(running.equals(method), otherwise);
        calls++;
    }

    private NDList initializeParameters(NDManager manager, int vocabSize, int numHiddens) {
        enter("ParameterInitializer", "the constructor", () -> parameters.isEmpty()
                ? "the parameters are made when " + running + " is called; make them in the constructor, once, and keep them "
                        + "in a field"
                : running + " makes the parameters again: what is learned would be lost. Make them once, in the constructor, "
                        + "and keep them");
        Expect.numbers("the sizes for the ParameterInitializer", new double[] {vocabSize, numHiddens},
                new double[] {sizes.vocabSize(), sizes.numHiddens()}, 0, sizes::parameterSizes,
                () -> Failure.ofResult("the ParameterInitializer must get vocabSize " + sizes.vocabSize() + " and numHiddens "
                        + sizes.numHiddens() + ", but got " + vocabSize + " and " + numHiddens));
        Expect.that(manager == owner, "the ParameterInitializer must get the manager given to the constructor, so that the "
                + "parameters live as long as that");
        NDList made = new NDList(manager.ones(new Shape(ModelParts.FIRST_PARAMETER, ModelParts.FIRST_PARAMETER)));
        IntStream.range(1, values.size("parameters")).forEach(i -> made.add(manager.ones(new Shape(i))));
        made.forEach(parameter -> parameter.setRequiresGradient(true));
        parameters.addAll(made);
        return made;
    }

    private NDList initializeState(NDManager manager, int batchSize, int numHiddens) {
        enter("StateInitializer", "beginState", () -> running + " calls the StateInitializer: only beginState does, when a new "
                + "text begins" + (running.equals("forward") ? ". forward goes on from the state given" : ""));
        Expect.numbers("the sizes for the StateInitializer", new double[] {batchSize, numHiddens},
                new double[] {sizes.batchSize(), sizes.numHiddens()}, 0, sizes::stateSizes,
                () -> Failure.ofResult("the StateInitializer must get batchSize " + sizes.batchSize() + " and numHiddens "
                        + sizes.numHiddens() + ", but got " + batchSize + " and " + numHiddens));
        Expect.that(manager == stateOwner, "beginState must hand on the manager that it is given, not another one: else the "
                + "state of every minibatch stays alive as long as the model");
        NDList made = newState(manager);
        begun = List.copyOf(made);
        return made;
    }

    /** Makes a state with the arrays and axes of the case, as another network may have. */
    public NDList newState(NDManager manager) {
        Shape shape = values.size("stateAxes") == 2 ? new Shape(sizes.batchSize(), sizes.numHiddens())
                : new Shape(1, sizes.batchSize(), sizes.numHiddens());
        return new NDList(IntStream.range(0, values.size("stateArrays")).mapToObj(i -> manager.full(shape, i + 2f)).toList());
    }

    private RnnOutput apply(NDArray encoded, NDList before, NDList weights) {
        enter("ForwardFunction", "forward", () -> running + " calls the ForwardFunction: only forward does");
        inputs = encoded;
        Expect.array("what the forward function got as inputs", encoded).isOpen().withAxes(AxisNames.INPUTS)
                .hasShape(new Shape(sizes.numSteps(), sizes.batchSize(), sizes.vocabSize()), sizes.inputShapes()).isFloat32()
                .isCloseTo(Expect.flat(Expect.rows(Matrix.oneHot(tokens, sizes.vocabSize()))), 0,
                        new OneHot(tokens, sizes.vocabSize())::values);
        Map<String, List<NDArray>> states = new LinkedHashMap<>(otherStates);
        states.put("the parameters: state and parameters are exchanged", parameters);
        compare("the state that the forward function got", before, state, "the state given to forward", states);
        Map<String, List<NDArray>> lists = new LinkedHashMap<>(otherParameters);
        lists.put("the state: state and parameters are exchanged", state);
        compare("the parameters that the forward function got", weights, parameters,
                "the arrays that the ParameterInitializer made", lists);
        output = new RnnOutput(owner.create(new float[] {0.5f, -1, 2, 1, 0.25f, -2}, new Shape(2, 3)), newState(owner));
        return new RnnOutput(output.logits(), new NDList(output.state()));
    }

    /** Asks for the parameters. */
    public void checkParameters() {
        Call call = withParameters(Call.of("parameters()"));
        for (String name : List.of("parameters()", "parameters(), called again,")) {
            compare(name, call.run(() -> run("parameters()", model::parameters)), parameters,
                    "the arrays that the ParameterInitializer made", otherParameters);
        }
    }

    private Call withParameters(Call call) {
        parameters.forEach(parameter -> call.with("a parameter", parameter));
        return call;
    }

    /** Begins a state. */
    public void checkBeginState(NDManager manager) {
        stateOwner = manager;
        List<NDArray> last = begun;
        NDList state = withParameters(Call.of("beginState"))
                .run(() -> run("beginState", () -> model.beginState(manager, sizes.batchSize())));
        Expect.that(calls > 0 || last == null || !areSame(state, last), "beginState returned the same array twice: the model "
                + "must keep no state, not even for the same manager and batchSize, because every text begins with a new one");
        Expect.that(calls > 0, "beginState must call the StateInitializer given to the constructor");
        Expect.that(calls == 1, "beginState calls the StateInitializer " + calls + " times; once is enough, and the other "
                + "states are lost");
        compare("the state of beginState", state, begun, "what the StateInitializer made", Map.of());
        state.forEach(array -> Expect.array("an array of beginState", array).isOpen());
        Expect.that(manager.isOpen() && owner.isOpen(), "beginState closed a manager, which belongs to the caller");
        Expect.ownership(state.stream().allMatch(array -> array.getManager() == manager), () -> "beginState takes the state "
                + "away from the manager given: leave out attach(...) and detach()");
    }

    /** Reads tokens. */
    public void checkForward(NDArray given, int[][] expected, NDList before) {
        tokens = expected;
        state = List.copyOf(before);
        Call call = withParameters(Call.of("forward")).with("the array of tokens", given)
                .with("the state given", before, state.stream().map(array -> "the state given").toList());
        RnnOutput result = call.run(() -> run("forward", () -> model.forward(given, before)));
        Expect.that(calls > 0, "forward must call the ForwardFunction given to the constructor");
        Expect.that(calls == 1, "forward calls the forward function " + calls + " times; call it once, and keep its result in "
                + "a variable");
        Expect.array("the array of logits", result.logits()).isOpen().hasShape(output.logits().getShape())
                .isCloseTo(LOGITS, ModelParts.logits(LOGITS));
        Expect.that(result.logits() == output.logits(), "the logits must be those of the forward function, but a copy came: "
                + "hand on the array itself");
        compare("the new state", result.state(), output.state(), "the state that the forward function returned",
                Map.of("the state given to forward", state));
        result.state().forEach(array -> Expect.array("the new state", array).isOpen());
        Expect.that(owner.isOpen() && given.getManager().isOpen(), "forward closed a manager; the model opened none, so it "
                + "closes none");
        Expect.ownership(result.logits().getManager() == owner && result.state().stream()
                .allMatch(array -> array.getManager() == owner), () -> "forward takes the logits or the new state away from "
                + "their manager, which may be that of the caller or of the forward function: leave out attach(...) and "
                + "detach()");
        Expect.ownership(!inputs.isReleased(), () -> "forward closes the inputs after the forward function: the backward pass "
                + "still needs them, and they are closed with the minibatch. Close nothing");
        otherStates.put("the state given to the call before: the model must keep no state", state);
        otherStates.put("the state of the call before: the model must keep no state", List.copyOf(output.state()));
    }

    /** Closes the manager of the tokens of the last call. */
    public void checkEndOf(NDManager minibatch) {
        minibatch.close();
        Expect.ownership(inputs.isReleased(), () -> "the one-hot vectors stay open when the minibatch is closed: hand them on "
                + "as step 1 made them, without attach(...) and detach()");
    }

    private static void compare(String name, NDList actual, List<NDArray> expected, String what,
            Map<String, List<NDArray>> others) {
        Expect.that(actual != null, () -> name + " must be " + what + ", but is null. If it comes from a field: does the "
                + "constructor fill it?");
        Expect.list(name, actual);
        if (!areSame(actual, expected)) {
            String must = name + " must be " + what + ", but ";
            String known = others.entrySet().stream().filter(other -> areSame(actual, other.getValue())).map(Map.Entry::getKey)
                    .findFirst().map(words -> "got " + words).orElseGet(() -> difference(actual, expected));
            Expect.that(known.isEmpty(), () -> must + known);
            Expect.difference(false, () -> must + "other arrays came, of shapes " + actual.stream().map(NDArray::getShape)
                    .toList());
        }
    }

    /** Says what is wrong with a list of arrays; empty if that isn't known. */
    private static String difference(List<NDArray> actual, List<NDArray> expected) {
        if (actual.size() != expected.size()) {
            boolean isBegin = actual.size() < expected.size() && areSame(actual, expected.subList(0, actual.size()));
            String first = actual.size() == 1 ? ": only the first" : ": only the first " + actual.size();
            return "has " + actual.size() + (actual.size() == 1 ? " array" : " arrays") + " instead of " + expected.size()
                    + (isBegin && !actual.isEmpty() ? first : "");
        }
        if (expected.stream().allMatch(array -> actual.stream().anyMatch(other -> other == array))) {
            return "the order is another";
        }
        if (actual.stream().anyMatch(NDArray::isReleased)) {
            return "got arrays that are closed";
        }
        if (expected.stream().noneMatch(NDArray::isReleased) && IntStream.range(0, actual.size())
                .allMatch(i -> Arrays.equals(Expect.values(actual.get(i)), Expect.values(expected.get(i))))) {
            return "got copies with the same values. duplicate(), stopGradient() and others give new arrays: hand on the "
                    + "arrays themselves";
        }
        return actual.stream().allMatch(array -> Arrays.stream(Expect.values(array)).allMatch(value -> value == 0))
                ? "got new arrays of zeros" : "";
    }

    private static boolean areSame(List<NDArray> some, List<NDArray> others) {
        return some != null && some.size() == others.size()
                && IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
    }
}
