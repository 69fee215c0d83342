package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** A model that hands every call on to another one. Override what a test wants to watch or to change. */
public abstract class WrappedModel implements LanguageModel {

    private final LanguageModel net;

    /**
     * Wraps a model.
     *
     * @param net the model that does the work
     */
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

    /** Lists a manager, its parent, and so on. */
    private static Stream<NDManager> ancestors(NDManager manager) {
        return Stream.iterate(manager, Objects::nonNull, NDManager::getParentManager);
    }

    /** Tells whether a manager is another one, or one below it. */
    public static boolean isBelow(NDManager top, NDManager manager) {
        return ancestors(manager).anyMatch(ancestor -> ancestor == top);
    }

    /**
     * Multiplies an array by a number inside a gradient collector. The number is an array that stays open as long as the
     * given one, because a closed array's memory may be freed before backward reads it.
     *
     * @param array the array
     * @param factor the number
     * @return the product
     */
    protected static NDArray scaled(NDArray array, float factor) {
        return array.mul(array.getManager().create(factor));
    }

    /** A model that throws an exception in one of its calls. */
    public static final class FailingModel extends WrappedModel {

        private int callsLeft;

        /**
         * Wraps a model.
         *
         * @param net the model that does the work
         * @param failsAt the call of forward that fails, counted from 1
         */
        public FailingModel(LanguageModel net, int failsAt) {
            super(net);
            callsLeft = failsAt;
        }

        @Override
        public RnnOutput forward(NDArray tokens, NDList state) {
            callsLeft--;
            if (callsLeft == 0) {
                throw new IllegalStateException("this model fails in one of its calls");
            }
            return super.forward(tokens, state);
        }
    }

    /** A model that records the managers of the tokens and of the new states that a step gives it. */
    public static final class ManagerWatch extends WrappedModel {

        private final Set<NDManager> managers = new LinkedHashSet<>();

        /**
         * Wraps a model.
         *
         * @param net the model that does the work
         */
        public ManagerWatch(LanguageModel net) {
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
        public boolean allAreBelow(NDManager top) {
            return managers.stream().allMatch(manager -> isBelow(top, manager));
        }

        /** Tells whether each recorded manager is closed, except the ones that the caller of the step has made. */
        public boolean allAreClosed(NDManager ofCaller) {
            return managers.stream().allMatch(manager -> !manager.isOpen() || isBelow(manager, ofCaller));
        }
    }

    /** A model that records its calls during a training. */
    public static final class RecordingModel extends WrappedModel {

        private final int watchedSize;
        private final List<String> minibatches = new ArrayList<>();
        private final List<List<NDManager>> managers = new ArrayList<>();
        private int beginCount;
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
                minibatches.add(Arrays.toString(tokens.toArray()));
                managers.add(ancestors(tokens.getManager()).toList());
            } else {
                predictions++;
            }
            return super.forward(tokens, state);
        }

        @Override
        public NDList beginState(NDManager manager, int batchSize) {
            beginCount += batchSize == watchedSize ? 1 : 0;
            return super.beginState(manager, batchSize);
        }

        /** Returns the tokens of every call of forward since the last call of this method. */
        public List<String> takeMinibatches() {
            List<String> taken = List.copyOf(minibatches);
            minibatches.clear();
            return taken;
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

        /** Returns how often a state was begun since the last call of this method. */
        public int takeBeginCount() {
            int taken = beginCount;
            beginCount = 0;
            return taken;
        }
    }
}
