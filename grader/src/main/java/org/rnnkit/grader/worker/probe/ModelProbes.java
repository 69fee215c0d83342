package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.testkit.models.ConstantModel;
import org.rnnkit.testkit.models.FailingModel;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.ManagerWatch;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ForwardFunction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.NumberOperations;
import org.rnnkit.toolkit.RnnOutput;

/** The probes of steps 4 to 6: the network, the model and its predictions. */
final class ModelProbes {

    private ModelProbes() {}

    /** The probe of step 4: logits and state, and gradients unless there is a single time step. */
    static final class RnnForwardProbe implements Probe {

        @Override
        public ProbePayload ask(Arguments given) {
            if (given.has("again")) {
                callWithWrongParameters(given);
            }
            // A reference to a missing method would fail with another error than a call.
            ProbePayload answer = forward(given, (inputs, state, parameters) -> RnnForward.forward(inputs, state, parameters),
                    ProbePayload.PARAMETERS, given.integer("numSteps") > 1);
            return !given.has("new values") ? answer
                    : answer.withFact("the results follow the values of the parameters", followsParameters(given));
        }

        /** Makes a call that fails, which must leave nothing for the next one. An exception of the engine takes long. */
        private static void callWithWrongParameters(Arguments given) {
            NDList wrong = given.freeParameters(given.manager());
            wrong.set(3, given.manager().ones(new Shape(given.integer("numHiddens") + 1, given.integer("vocabSize"))));
            try {
                RnnForward.forward(given.free("inputs", given.manager()), new NDList(given.free("state", given.manager())),
                        wrong);
            } catch (RuntimeException failed) {
                // W_hq has a row too many.
            }
        }

        /** Calls twice with the same arrays. In between, all parameters become 0, so that state and logits are 0. */
        private static boolean followsParameters(Arguments given) {
            NDList parameters = given.freeParameters(given.manager());
            RnnOutput output = null;
            for (int call = 0; call < 2; call++) {
                output = RnnForward.forward(given.free("inputs", given.manager()),
                        new NDList(given.free("state", given.manager())), parameters);
                for (NDArray parameter : parameters) {
                    try (NDArray values = parameter.stopGradient()) {
                        values.subi(values.duplicate());
                    }
                }
            }
            return output.logits().abs().max().getFloat() == 0 && output.state().get(0).abs().max().getFloat() == 0;
        }
    }

    /**
     * Calls a step's forward function, and computes the gradients of parameters and inputs for given gradients of the logits.
     *
     * @param names the names of the parameters in the question
     */
    static ProbePayload forward(Arguments given, ForwardFunction step, List<String> names, boolean withGradients) {
        NDArray inputs = given.array("inputs");
        NDManager stateOwner = given.manager().newSubManager();
        NDList state = given.list(List.of("state"), stateOwner);
        NDArray givenState = state.get(0);
        NDManager owner = given.manager().newSubManager();
        NDList parameters = given.parameters(names, owner);
        NDArray weights = given.array("weights");
        ProbePayload answer = new ProbePayload();
        boolean differentiates = withGradients && !given.has("saturated");
        inputs.setRequiresGradient(differentiates);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            RnnOutput output;
            try (NumberOperations numbers = new NumberOperations()) {
                output = step.apply(inputs, state, parameters);
                answer.withSideCount("the number of operations with a Java number", numbers.count(), 0);
            }
            answer.with("logits", Tensor.of("logits", output.logits())).withAll("state", output.state())
                    .withSideFact("the results are closed with the managers of the operands",
                            Stream.concat(Stream.of(output.logits()), output.state().stream()).allMatch(array ->
                                    WrappedModel.isBelow(given.manager(), array.getManager())))
                    .withSideFact("the state given has no gradient", givenState.isReleased() || !givenState.hasGradient())
                    .withSideFact("a later call changes nothing that was returned", isKept(output, () -> step.apply(
                            given.free("inputs", given.manager()), new NDList(given.free("state", given.manager())),
                            new NDList(parameters))));
            if (!differentiates) {
                return answer;
            }
            collector.backward(output.logits().mul(weights).sum());
        }
        answer.withGradients(parameters);
        // A call that has closed its inputs is found beside its results.
        return inputs.isReleased() ? answer
                : answer.with("gradient of the inputs", Tensor.of("gradient", inputs.getGradient()));
    }

    /** Tells whether the state that a call has returned is the same after a later call, which may fail. */
    private static boolean isKept(RnnOutput output, Runnable later) {
        List<NDArray> state = List.copyOf(output.state());
        try {
            later.run();
        } catch (RuntimeException failed) {
            return true; // a call that has closed or changed the parameters is found elsewhere
        }
        return Arguments.isSame(state, output.state());
    }

    /** The probe of step 5: a model with given parameters, made together with a larger one, and how it uses its functions. */
    static final class RnnModelScratchProbe implements Probe {

        /** The number of parameters before those that are needed, so that there are more than ten. */
        private static final int MORE = 7;

        @Override
        public ProbePayload ask(Arguments given) {
            ProbePayload answer = new ProbePayload();
            int vocabSize = given.integer("vocabSize");
            int numHiddens = given.integer("numHiddens");
            NDList parameters = new NDList(given.manager().ones(new Shape(2, numHiddens + 1)), // more than are needed
                    given.manager().ones(new Shape(2, 2, 2)));
            for (int i = parameters.size(); i < MORE; i++) {
                parameters.add(given.manager().ones(new Shape(i)));
            }
            parameters.addAll(given.parameters(ProbePayload.PARAMETERS));
            List<NDArray> made = List.copyOf(parameters);
            ModelFunctions functions = new ModelFunctions(parameters);
            NDManager owner = given.manager().newSubManager();
            LanguageModel model = functions.model(owner, vocabSize, numHiddens, answer);
            boolean constructed = functions.initializations == 1;
            boolean begunEarly = functions.begun != null;
            new ModelFunctions(new NDList()).model(given.manager(), vocabSize + 1, numHiddens + 1, new ProbePayload());

            addCallsWithTheSameArrays(given, model, functions, answer);
            int forwards = functions.forwards;
            for (int i = 0; i < 2; i++) { // a second time, because the model keeps no state
                NDList before = given.list(List.of("more state " + i, "state " + i), given.manager().newSubManager());
                List<NDArray> stateArrays = List.copyOf(before);
                RnnOutput output = model.forward(given.array("tokens " + i), before);
                answer.with("logits " + i, Tensor.of("logits", output.logits())).withAll("new state " + i, output.state())
                        .withFact("forward hands on the state and the parameters", functions.hasRead(stateArrays, made))
                        .withFact("forward returns what its function returns", functions.hasReturned(output))
                        .withSideFact("forward leaves the new state on its manager", functions.hasKeptOwner())
                        .withSideFact("forward closes no inputs", functions.inputs != null && !functions.inputs.isReleased());
                NDManager ofState = given.manager().newSubManager();
                NDList begun = model.beginState(ofState, given.integer("batchSize"));
                boolean begins = functions.hasBegun(begun, ofState) && begun.stream().noneMatch(NDArray::isReleased);
                NDList again = model.beginState(ofState, given.integer("batchSize"));
                answer.withFact("beginState makes a new state on the manager given",
                        begins && functions.hasBegun(again, ofState) && again.get(0) != begun.get(0));
            }
            return answer.withFact("each call of forward calls its function once", functions.forwards == forwards + 2)
                    .withFact("beginState hands on batchSize and numHiddens",
                            List.of(given.integer("batchSize"), numHiddens).equals(functions.stateSizes))
                    .withFact("parameters() returns the arrays that were made", Arguments.isSame(made, model.parameters())
                            && Arguments.isSame(made, model.parameters()))
                    .withSideFact("parameters() leaves the arrays on their manager",
                            made.stream().allMatch(parameter -> parameter.getManager() == given.manager()))
                    .withSideFact("the constructor makes no state", !begunEarly)
                    .withFact("the parameters are made in the constructor", constructed)
                    .withFact("the parameters are made once", functions.initializations == 1)
                    .withSideFact("the parameters are made on the model's manager", functions.parametersOwner == owner);
        }

        /** Calls forward twice with the same arrays. In between, all tokens become 0; a later call has the first ones again. */
        private static void addCallsWithTheSameArrays(Arguments given, LanguageModel model, ModelFunctions functions,
                ProbePayload answer) {
            NDManager minibatch = given.manager().newSubManager();
            NDArray tokens = given.free("tokens 0", minibatch);
            NDArray array = given.free("state 0", given.manager());
            NDList state = new NDList(given.free("more state 0", given.manager()), array);
            model.forward(tokens, state);
            boolean follows = true;
            if (!tokens.isReleased() && !array.isReleased()) { // code that closes them is found elsewhere
                NDArray before = functions.inputs;
                tokens.subi(tokens);
                model.forward(tokens, state);
                follows = functions.inputs != before
                        && (functions.inputs.isReleased() || functions.inputs.get(":, :, 0").min().getFloat() == 1);
            }
            minibatch.close();
            answer.withFact("the inputs follow the values of the tokens", follows)
                    .withSideFact("the inputs are closed with the minibatch",
                            functions.inputs == null || functions.inputs.isReleased());
        }
    }

    /** The three functions of a model. They keep what they got in the last call, and what they returned. */
    private static final class ModelFunctions {

        private final NDList parameters;
        private int initializations;
        private NDManager parametersOwner;
        private NDManager stateOwner;
        private List<Integer> stateSizes;
        private NDList begun;
        private NDArray inputs;
        private int forwards;
        private List<NDArray> stateGiven;
        private List<NDArray> parametersGiven;
        private RnnOutput output;
        private NDManager moreOwner;

        /** Prepares the functions of a model with these parameters. */
        ModelFunctions(NDList parameters) {
            this.parameters = parameters;
        }

        /** Makes the model. */
        RnnModelScratch model(NDManager manager, int vocabSize, int numHiddens, ProbePayload answer) {
            return new RnnModelScratch(manager, vocabSize, numHiddens, (owner, tokens, hiddens) -> {
                initializations++;
                parametersOwner = owner;
                answer.withCount("the initializer's vocabSize", tokens, vocabSize)
                        .withCount("the initializer's numHiddens", hiddens, numHiddens);
                return parameters;
            }, (owner, batchSize, hiddens) -> {
                stateOwner = owner;
                stateSizes = List.of(batchSize, hiddens);
                begun = new NDList(owner.zeros(new Shape(batchSize, hiddens)), owner.ones(new Shape(batchSize)));
                return begun;
            }, (vectors, state, weights) -> {
                forwards++;
                inputs = vectors;
                stateGiven = List.copyOf(state);
                parametersGiven = List.copyOf(weights);
                RnnOutput computed = new GivenRnn(weights.subNDList(RnnModelScratchProbe.MORE))
                        .read(vectors.transpose(1, 0, 2), new NDList(state.get(1)));
                NDArray more = computed.logits().duplicate();
                more.attach(state.get(1).getManager());
                moreOwner = more.getManager();
                output = new RnnOutput(computed.logits(), new NDList(computed.state().get(0), more));
                return output;
            });
        }

        boolean hasBegun(NDList state, NDManager owner) {
            return begun != null && stateOwner == owner && Arguments.isSame(begun, state);
        }

        boolean hasRead(List<NDArray> state, List<NDArray> weights) {
            return stateGiven != null && Arguments.isSame(state, stateGiven) && Arguments.isSame(weights, parametersGiven);
        }

        boolean hasReturned(RnnOutput other) {
            return output != null && other.logits() == output.logits() && Arguments.isSame(output.state(), other.state());
        }

        boolean hasKeptOwner() {
            return output.state().size() < 2 || output.state().get(1).getManager() == moreOwner;
        }
    }

    /** The probe of step 6: the text that a network writes, or a model that shows each token that it has read. */
    static final class PredictionProbe implements Probe {

        private static final String OPEN = "the number of the model's arrays that are left open";

        @Override
        public ProbePayload ask(Arguments given) {
            Vocabulary vocabulary = vocabulary(given.text("text"), given.has("unknownLast"));
            NDManager owner = given.owner("the manager given");
            if (given.has("vocabSize")) {
                // It leaves results on its manager, which is the one given.
                LanguageModel network = new WatchedModel(new GivenRnn(given.parameters(ProbePayload.PARAMETERS, owner)));
                return new ProbePayload().with("text", given.call(() -> predict(given, network, vocabulary, owner)));
            }
            if (given.has("constant")) {
                LanguageModel model = new ConstantModel((int) vocabulary.size(), given.integer("constant"));
                return new ProbePayload().with("text", given.call(() -> predict(given, model, vocabulary, owner)))
                        .withFact("a model that repeats each character is asked for every one",
                                writesRuns(model, vocabulary, owner));
            }
            HashModel model = hashModel(given, vocabulary, given.integer("least"));
            if (given.has("failsAt")) {
                ManagerWatch failing = new ManagerWatch(new FailingModel(model, given.integer("failsAt")));
                given.call(() -> predictWithFailure(given, failing, vocabulary, owner));
                return addManagers(new ProbePayload(), failing, owner).withSideCount(OPEN, model.open(), 0);
            }
            HashModel other = hashModel(given, vocabulary, given.integer("least") ^ 1);
            ManagerWatch watch = new ManagerWatch(model);
            ProbePayload texts = texts(given, watch, other, vocabulary, owner);
            return addManagers(texts, watch, owner).withSideCount(OPEN, model.open() + other.open(), 0);
        }

        /** Asks for a text of a model that writes each token ten times. Its state, a number, counts the tokens. */
        private static boolean writesRuns(LanguageModel model, Vocabulary vocabulary, NDManager manager) {
            LanguageModel inRuns = new WrappedModel(model) {
                @Override
                public RnnOutput forward(NDArray tokens, NDList state) {
                    int read = (int) state.get(0).getFloat();
                    NDManager owner = state.getManager();
                    int[] next = IntStream.rangeClosed(read + 1, read + (int) tokens.size()).map(n -> 1 + n / 10).toArray();
                    return new RnnOutput(owner.create(next).oneHot((int) vocabulary.size()),
                            new NDList(owner.full(new Shape(1, 1), read + tokens.size())));
                }
            };
            String right = IntStream.rangeClosed(1, 23).mapToObj(n -> vocabulary.getToken(1 + n / 10))
                    .collect(Collectors.joining());
            return ("?" + right).equals(Prediction.predict("?", 23, inRuns, vocabulary, manager));
        }

        private static ProbePayload addManagers(ProbePayload answer, ManagerWatch watch, NDManager owner) {
            return answer.withSideFact("tokens and states belong below the manager given", watch.allAreBelow(owner))
                    .withSideFact("the managers made for tokens and states are closed", watch.allAreClosed(owner));
        }

        private static HashModel hashModel(Arguments given, Vocabulary vocabulary, int least) {
            return new HashModel((int) vocabulary.size(), given.integer("choices"), least,
                    given.has("added") ? given.number("added") : 0);
        }

        /** Writes two texts with the same arguments but for the model, because nothing of the first call may be left. */
        private static ProbePayload texts(Arguments given, LanguageModel model, LanguageModel other, Vocabulary vocabulary,
                NDManager owner) {
            String text = given.call(() -> predict(given, model, vocabulary, owner));
            return new ProbePayload().with("text", text).with("second text", predict(given, other, vocabulary, owner));
        }

        private static Vocabulary vocabulary(String text, boolean unknownLast) {
            return unknownLast ? DefaultVocabulary.builder().add(List.of(text.split("")))
                    .optUnknownToken(CharacterVocabulary.UNKNOWN).build() : CharacterVocabulary.of(text);
        }

        private static String predict(Arguments given, LanguageModel model, Vocabulary vocabulary, NDManager manager) {
            return String.valueOf(Prediction.predict(given.text("prefix"), given.integer("numPredictions"), model, vocabulary,
                    manager));
        }

        /** The step may pass the exception on, or handle it. */
        private static String predictWithFailure(Arguments given, LanguageModel model, Vocabulary vocabulary,
                NDManager manager) {
            try {
                return predict(given, model, vocabulary, manager);
            } catch (RuntimeException failure) {
                return "";
            }
        }
    }
}
