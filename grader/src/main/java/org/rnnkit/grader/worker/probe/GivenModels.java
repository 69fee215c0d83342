package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.rnnkit.testkit.models.WrappedModel;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The models that only probes give to a step. One shows in its texts which tokens it has read. They need no step. */
public final class GivenModels {

    private GivenModels() {}

    /**
     * A network whose state is three arrays: the first unit, the second, and four times the others, which go beyond 1. It
     * counts the arrays of states that are still open, except those of the last state that it has returned.
     */
    static final class WatchedModel extends WrappedModel {

        private static final float SCALE = 4;

        private final Set<NDArray> states = Collections.newSetFromMap(new IdentityHashMap<>()); // arrays are equal by value
        private NDList last = new NDList();
        private int forwards;

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
            states.addAll(last);
            states.addAll(state);
            NDList parts = new NDList(state.get(0), state.get(1), scaled(state.get(2), 1 / SCALE));
            RnnOutput output = super.forward(tokens, new NDList(NDArrays.concat(parts, 1)));
            last = split(output.state());
            return new RnnOutput(output.logits(), new NDList(last));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return split(super.beginState(manager, batchSize));
        }

        private static NDList split(NDList state) {
            NDArray h = state.singletonOrThrow();
            return new NDList(h.get(":, 0:1"), h.get(":, 1:2"), scaled(h.get(":, 2:"), SCALE));
        }

        /** Returns the number of calls of forward. */
        int forwards() {
            return forwards;
        }

        /** Returns the number of arrays of states, given or returned before the last call, that are still open. */
        long openStates() {
            return states.stream().filter(array -> !array.isReleased()).count();
        }
    }

    /**
     * A small and fast model for many minibatches. The logits after a token are a row of its one parameter, and its state
     * counts the minibatches that it has read, from a quarter on: a model may begin with others than zeros.
     */
    static final class CountingModel implements LanguageModel {

        private static final float BEGIN = 0.25f;

        private final NDArray weights;
        private int forwards;
        private boolean stateKept = true;

        /**
         * Makes the model.
         *
         * @param weights the logits after each token [vocabSize, vocabSize]
         */
        CountingModel(NDArray weights) {
            this.weights = weights;
            weights.setRequiresGradient(true);
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            for (float count : state.singletonOrThrow().toFloatArray()) {
                stateKept &= count == BEGIN + forwards;
            }
            forwards++;
            NDArray inputs = tokens.transpose().flatten().oneHot((int) weights.size(0));
            NDArray next = tokens.getManager().full(state.get(0).getShape(), BEGIN + forwards);
            return new RnnOutput(inputs.matMul(weights), new NDList(next));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.full(new Shape(batchSize, 1), BEGIN));
        }

        @Override
        public NDList parameters() {
            return new NDList(weights);
        }

        /** Returns the number of calls of forward. */
        int forwards() {
            return forwards;
        }

        /** Tells whether each call got the state that the call before has returned. */
        boolean isStateKept() {
            return stateKept;
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
         * @param added a number that is added to each logit
         */
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
