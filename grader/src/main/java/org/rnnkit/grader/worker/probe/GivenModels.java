package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.recurrent.RNN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.probe.TrainingWatches.WatchedParameters;
import org.rnnkit.grader.worker.probe.TrainingWatches.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * The models that probes give to a step: a network with given parameters, one that watches its states, and one that shows in
 * its texts which tokens it has read. They need no step.
 */
public final class GivenModels {

    private GivenModels() {}

    /**
     * A recurrent network with given parameters, which a step reads, writes with or trains. It uses the operation behind DJL's
     * own block, so it depends on no other step.
     */
    static final class ProbeNetwork implements LanguageModel {

        private final NDList parameters;
        private final boolean inSevenArrays;

        /** Makes a network with W_xh, W_hh, b_h, W_hq and b_q; it does not use any more arrays. */
        ProbeNetwork(NDList parameters) {
            this(parameters, false);
        }

        private ProbeNetwork(NDList parameters, boolean inSevenArrays) {
            this.parameters = parameters;
            this.inSevenArrays = inSevenArrays;
        }

        /**
         * Makes the same network with seven parameters: the first row of W_xh and its other rows are two, and so are those of
         * W_hq.
         *
         * @param five the five parameters
         * @param owner the owner of the seven
         */
        static ProbeNetwork inSevenArrays(NDList five, NDManager owner) {
            NDList seven = new NDList();
            for (NDArray array : five) {
                if (array.getShape().dimension() == 2 && seven.size() != 2) {
                    seven.add(array.get("0:1").duplicate());
                    seven.add(array.get("1:").duplicate());
                } else {
                    seven.add(array.duplicate());
                }
            }
            seven.attach(owner);
            seven.forEach(parameter -> parameter.setRequiresGradient(true));
            return new ProbeNetwork(seven, true);
        }

        /** Returns the five arrays that the network computes with. */
        NDList joined() {
            return !inSevenArrays ? parameters : new NDList(NDArrays.concat(parameters.subNDList(0, 2)),
                    parameters.get(2), parameters.get(3), NDArrays.concat(parameters.subNDList(4, 6)), parameters.get(6));
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            return read(tokens.oneHot((int) parameters.get(inSevenArrays ? 6 : 4).size()), state);
        }

        /** Reads vectors [batchSize, numSteps, vocabSize]. The logits are time-major. */
        RnnOutput read(NDArray inputs, NDList state) {
            NDList p = joined();
            NDArray bH = p.get(2);
            NDList weights = new NDList(p.get(0).transpose(), p.get(1).transpose(), bH, bH.zerosLike());
            NDArray hiddens = inputs.getNDArrayInternal().rnn(inputs, state.singletonOrThrow().expandDims(0), weights, true, 1,
                    RNN.Activation.TANH, 0, true, false, true).get(0);
            NDArray timeMajor = hiddens.transpose(1, 0, 2).reshape(-1, bH.size());
            return new RnnOutput(timeMajor.matMul(p.get(3)).add(p.get(4)), new NDList(hiddens.get(":, -1")));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, parameters.get(inSevenArrays ? 3 : 2).size())));
        }

        @Override
        public NDList parameters() {
            return parameters;
        }
    }

    /**
     * A network whose state is three arrays: the first unit, the second, and four times the others, which go beyond 1. Like
     * many models, it leaves results on its own manager, because a parameter is the first operand. It counts the arrays of
     * states that are still open.
     */
    static final class WatchedModel extends WrappedModel {

        private static final float SCALE = 4;

        private final Set<NDArray> states = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
        private int forwards;
        private boolean clippedTooEarly;

        /** Wraps a network whose state is one array [batchSize, numHiddens]. */
        WatchedModel(LanguageModel net) {
            super(net);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            if (state.size() != 3) {
                throw new IllegalStateException("the model's state is three arrays, but it got " + state.size());
            }
            forwards++;
            states.addAll(state);
            NDList parts = new NDList(state.get(0), state.get(1), TrainingWatches.scaled(state.get(2), 1 / SCALE));
            RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(parts, 1)));
            NDList next = split(output.state());
            states.addAll(next);
            NDArray bias = parameters().get(parameters().size() - 1);
            return new RnnOutput(bias.sub(bias).add(output.logits()), next);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return split(super.beginState(manager, batchSize));
        }

        @Override
        public NDList parameters() {
            return new WatchedParameters(super.parameters(), () -> clippedTooEarly |= TrainingWatches.isCollecting());
        }

        private static NDList split(NDList state) {
            NDArray h = state.singletonOrThrow();
            return new NDList(h.get(":, 0:1"), h.get(":, 1:2"), TrainingWatches.scaled(h.get(":, 2:"), SCALE));
        }

        /** Tells whether gradients were clipped while a gradient collector was open. */
        boolean isClippedTooEarly() {
            return clippedTooEarly;
        }

        /** Returns the number of calls of forward. */
        int forwards() {
            return forwards;
        }

        /** Returns the number of arrays of states, given or returned, that are still open. */
        long openStates() {
            return states.stream().filter(array -> !array.isReleased()).count();
        }
    }

    /**
     * A model that is not trained and expects the next tokens of a {@link TokenHash}, all with the same probability. Its state
     * is two arrays [batchSize, 1]. It counts its arrays that are still open.
     */
    static final class HashModel implements LanguageModel {

        private static final float NEVER = -1_000; // still lower if a number is added that is far larger
        /** Below 0, because code that starts a search for the largest with 0 is wrong. */
        private static final float LIKELY = -1.5f;

        private final int vocabSize;
        private final int choices;
        private final int least;
        private final float added;
        private final List<NDArray> made = new ArrayList<>();

        /**
         * Makes the model.
         *
         * @param choices the number of tokens that may come next
         * @param least the smallest token that may come next: 1, or 0 if the unknown token may, too
         */
        HashModel(int vocabSize, int choices, int least) {
            this(vocabSize, choices, least, 0);
        }

        /** Makes a model that adds a number to each logit. */
        HashModel(int vocabSize, int choices, int least, float added) {
            this.vocabSize = vocabSize;
            this.choices = choices;
            this.least = least;
            this.added = added;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            if (tokens.getShape().dimension() != 2 || state.size() != 2) {
                throw new IllegalStateException("the model needs tokens [batchSize, numSteps] and a state of two arrays, but "
                        + "got " + tokens.getShape() + " and " + state.size());
            }
            int batchSize = (int) tokens.getShape().get(0);
            int numSteps = (int) tokens.getShape().get(1);
            if (state.stream().anyMatch(array -> !array.getShape().equals(new Shape(batchSize, 1)))) {
                throw new IllegalStateException("the model needs a state of as many sequences as the tokens have");
            }
            Number[] read = tokens.toArray();
            float[] first = state.get(0).toFloatArray();
            float[] second = state.get(1).toFloatArray();
            float[] logits = new float[numSteps * batchSize * vocabSize];
            Arrays.fill(logits, NEVER + added - Math.abs(added) / 2);
            for (int row = 0; row < batchSize; row++) {
                TokenHash hash = new TokenHash((int) first[row], (int) second[row]);
                for (int t = 0; t < numSteps; t++) {
                    hash = hash.read(read[row * numSteps + t].intValue());
                    for (int choice = 0; choice < choices; choice++) {
                        logits[(t * batchSize + row) * vocabSize + hash.next(choice, vocabSize, least)] = LIKELY + added;
                    }
                }
                first[row] = hash.first();
                second[row] = hash.second();
            }
            NDManager owner = state.getManager();
            NDArray scores = owner.create(logits, new Shape(numSteps * batchSize, vocabSize));
            made.add(scores);
            return new RnnOutput(scores, state(owner, first, second));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return state(manager, new float[batchSize], new float[batchSize]);
        }

        private NDList state(NDManager owner, float[] first, float[] second) {
            NDList state = new NDList(owner.create(first, new Shape(first.length, 1)),
                    owner.create(second, new Shape(second.length, 1)));
            made.addAll(state);
            return state;
        }

        @Override
        public NDList parameters() {
            return new NDList();
        }

        /** Returns the number of this model's arrays that are still open. */
        long open() {
            return made.stream().filter(array -> !array.isReleased()).count();
        }
    }

    /** A model that records the managers of the tokens and of the new states that a step gives it. */
    static final class ManagerWatch extends WrappedModel {

        private final Set<NDManager> managers = new HashSet<>();

        /** Wraps a model. */
        ManagerWatch(LanguageModel net) {
            super(net);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            managers.add(tokens.getManager());
            return super.forward(tokens, state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            managers.add(manager);
            return super.beginState(manager, batchSize);
        }

        /** Tells whether each recorded manager is a given one or one below it. */
        boolean allAreBelow(NDManager top) {
            return managers.stream()
                    .allMatch(manager -> TrainingWatches.ancestors(manager).anyMatch(ancestor -> ancestor == top));
        }

        /** Tells whether each recorded manager is closed, except the ones that the caller of the step has made. */
        boolean allAreClosed(NDManager ofCaller) {
            return managers.stream().allMatch(manager -> !manager.isOpen()
                    || TrainingWatches.ancestors(ofCaller).anyMatch(ancestor -> ancestor == manager));
        }
    }

    /** A model that fails in one of its calls. */
    static final class FailingModel extends WrappedModel {

        private int callsLeft;

        /** Makes a model that fails at a call of forward, counted from 1. */
        FailingModel(LanguageModel net, int failsAt) {
            super(net);
            callsLeft = failsAt;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            callsLeft--;
            if (callsLeft == 0) {
                throw new IllegalStateException("the model fails");
            }
            return super.forward(tokens, state);
        }
    }

    /** A model that always expects the same token. It keeps its results, and returns the same arrays each time. */
    static final class ConstantModel implements LanguageModel {

        private final List<RnnOutput> kept;
        private final List<NDArray> arrays = new ArrayList<>();

        /** Makes the model. The manager owns what it keeps: an output for each number of tokens up to a text's length. */
        ConstantModel(NDManager owner, int vocabSize, int token, int length) {
            NDArray likely = owner.create(new int[] {token}).oneHot(vocabSize);
            kept = IntStream.rangeClosed(1, length).mapToObj(tokens -> new RnnOutput(likely.repeat(0, tokens),
                    new NDList(owner.zeros(new Shape(1, 1))))).toList();
            kept.forEach(output -> arrays.addAll(List.of(output.logits(), output.state().get(0))));
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            return kept.get((int) tokens.size() - 1);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, 1)));
        }

        @Override
        public NDList parameters() {
            return new NDList();
        }

        /** Returns the number of kept arrays that were closed. */
        long closed() {
            return arrays.stream().filter(NDArray::isReleased).count();
        }
    }

    /**
     * A hash of all tokens that a model has read, in their order. A text that is written by it shows which tokens were read. It
     * has two parts, and float32 holds every number that comes up exactly.
     */
    public record TokenHash(int first, int second) {

        /** The hash before the first token. */
        public static final TokenHash BEGIN = new TokenHash(0, 0);

        private static final int SIZE = 9_973;

        /** Returns the hash after one more token. */
        public TokenHash read(int token) {
            return new TokenHash((first * 31 + token * 7 + 5) % SIZE, (second * 17 + first + token * 3 + 1) % SIZE);
        }

        /**
         * Returns one of the most likely next tokens.
         *
         * @param choice the number of the choice, from 0
         * @param least the smallest token that may come next: 1, or 0 if the unknown token may, too
         */
        public int next(int choice, int vocabSize, int least) {
            return least + (first * 7 + second / 7 + choice) % (vocabSize - least);
        }
    }
}
