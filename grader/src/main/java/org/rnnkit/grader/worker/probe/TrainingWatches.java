package org.rnnkit.grader.worker.probe;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Models of a training that watch it. The graded tests have their own: this process must not know those. */
public final class TrainingWatches {

    private TrainingWatches() {}

    /** Tells whether a gradient collector is open. There can be one in the whole process. */
    static boolean isCollecting() {
        try {
            Engine.getInstance().newGradientCollector().close();
            return false;
        } catch (IllegalStateException open) {
            return true;
        }
    }

    /** Waits, so that the check can compare the measured time. */
    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells whether a step passes an exception on. */
    static boolean throwsException(Runnable code) {
        try {
            code.run();
            return false;
        } catch (RuntimeException passedOn) {
            return true;
        }
    }

    /** Lists a manager, its parent, and so on. */
    static Stream<NDManager> ancestors(NDManager manager) {
        return Stream.iterate(manager, Objects::nonNull, NDManager::getParentManager);
    }

    /**
     * Multiplies an array by a number inside a gradient collector. The number is an array that stays open as long as the
     * given one, because a closed array's memory may be freed before backward reads it.
     *
     * @param array the array
     * @param factor the number
     * @return the product
     */
    static NDArray scaled(NDArray array, float factor) {
        return array.mul(array.getManager().create(factor));
    }

    /** A model that hands every call on to another one. Override what a test wants to watch or to change. */
    public abstract static class WrappedModel implements LanguageModel {

        private final LanguageModel net;

        /** Wraps the model that does the work. */
        protected WrappedModel(LanguageModel net) {
            this.net = net;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            return net.forward(tokens, state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return net.beginState(manager, batchSize);
        }

        @Override
        public NDList parameters() {
            return net.parameters();
        }
    }

    /**
     * A small and fast model for many minibatches. The logits after a token are a row of its one parameter, and its state
     * counts the minibatches that it has read.
     */
    static final class CountingModel implements LanguageModel {

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
                stateKept &= count == forwards;
            }
            forwards++;
            NDArray inputs = tokens.transpose().flatten().oneHot((int) weights.size(0));
            NDArray next = tokens.getManager().full(state.get(0).getShape(), (float) forwards);
            return new RnnOutput(inputs.matMul(weights), new NDList(next));
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            return new NDList(manager.zeros(new Shape(batchSize, 1)));
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

    /** A model that records its calls during a training. */
    static final class RecordingModel extends WrappedModel {

        private final int watchedSize;
        private final List<List<NDManager>> managers = new ArrayList<>();
        private int predictions;

        /**
         * Wraps a model.
         *
         * @param net the model that does the work
         * @param watchedSize the batch size of the training; calls with another one, as in a prediction, are only counted
         */
        public RecordingModel(LanguageModel net, int watchedSize) {
            super(net);
            this.watchedSize = watchedSize;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            if (tokens.getShape().get(0) == watchedSize) {
                managers.add(ancestors(tokens.getManager()).toList());
            } else {
                predictions++;
            }
            return super.forward(tokens, state);
        }

        /** Returns the manager of the tokens of every call of forward since the last call of this method, and its ancestors. */
        public List<List<NDManager>> takeManagers() {
            List<List<NDManager>> taken = List.copyOf(managers);
            managers.clear();
            return taken;
        }

        /**
         * Counts the managers that are still open, each once.
         *
         * @param top the manager given to the training
         * @param managers what {@link #takeManagers} has returned
         * @return the number of those below the manager given
         */
        public static long openBelow(NDManager top, List<List<NDManager>> managers) {
            return managers.stream().flatMap(ancestors -> ancestors.stream().takeWhile(owner -> owner != top)).distinct()
                    .filter(NDManager::isOpen).count();
        }

        /** Returns how often forward was called with another batch size since the last call of this method. */
        public int takePredictions() {
            int taken = predictions;
            predictions = 0;
            return taken;
        }
    }

    /** Parameters that notice the moment when step 7 reads them, to clip their gradients. */
    static final class WatchedParameters extends NDList {

        private static final long serialVersionUID = 1L;
        private static final String STEP_7 = "org.rnnkit.step7";

        private final transient Runnable beforeClipping;

        /**
         * Makes the list.
         *
         * @param parameters the arrays
         * @param beforeClipping is called whenever step 7 is about to read them
         */
        public WatchedParameters(NDList parameters, Runnable beforeClipping) {
            super(parameters);
            this.beforeClipping = beforeClipping;
        }

        private void read() {
            boolean clips = StackWalker.getInstance().walk(frames -> frames
                    .anyMatch(frame -> frame.getClassName().startsWith(STEP_7)));
            if (clips) {
                beforeClipping.run();
            }
        }

        @Override
        public Iterator<NDArray> iterator() {
            read();
            return super.iterator();
        }

        @Override
        public NDArray get(int index) {
            read();
            return super.get(index);
        }

        @Override
        public Spliterator<NDArray> spliterator() {
            read();
            return super.spliterator();
        }
    }
}
