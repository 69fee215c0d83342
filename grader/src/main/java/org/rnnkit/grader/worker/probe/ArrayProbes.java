package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;

/** The probes of steps 1 to 3, which make the arrays that a network begins with. */
final class ArrayProbes {

    private ArrayProbes() {}

    /** The probe of step 1: the vectors of two minibatches, and whether they follow the tokens and are closed with them. */
    static final class OneHotEncodingProbe implements Probe {

        @Override
        public ProbePayload ask(Arguments given) {
            NDManager minibatch = given.manager().newSubManager();
            NDArray first = OneHotEncoding.encode(given.array("tokens"), given.integer("vocabSize"));
            NDArray second = OneHotEncoding.encode(given.array("more tokens"), given.integer("vocabSize"));
            NDArray third = OneHotEncoding.encode(given.free("tokens", minibatch), given.integer("vocabSize"));
            // The first result is read after the other calls, which must not change it.
            ProbePayload answer = new ProbePayload().with("encoded", Tensor.of("the result", first))
                    .with("encoded again", Tensor.of("the result of a second call", second));
            minibatch.close();
            return answer.withSideFact("the encoding is closed with the tokens' manager", third.isReleased())
                    .withFact("after the tokens have become 0, so has their encoding", followsChange(given));
        }

        /** Code that closes its tokens is found elsewhere. */
        private static boolean followsChange(Arguments given) {
            NDArray tokens = given.free("tokens", given.manager());
            OneHotEncoding.encode(tokens, given.integer("vocabSize"));
            return tokens.isReleased() || OneHotEncoding.encode(tokens.subi(tokens), given.integer("vocabSize"))
                    .get(":, :, 0").min().getFloat() == 1;
        }
    }

    /** The probe of step 2: the parameters, which of them have gradients, who owns them, and those of a second call. */
    static final class RnnParametersProbe implements Probe {

        /** The sizes of large networks: more tokens than a short counts, and more hidden units than is usual. */
        private static final List<int[]> LARGE = List.of(new int[] {66_000, 1}, new int[] {2, 600});
        /** So many of their weights are sent, the last ones. */
        private static final int LAST = 2000;
        private static final int WEIGHTS_OF_ONE = 3;

        @Override
        public ProbePayload ask(Arguments given) {
            if (!hasShapes(RnnParameters.initialize(given.manager(), 3, 2), 3, 2)) { // large ones might not fit into the memory
                throw new IllegalStateException("the parameters have wrong shapes");
            }
            NDList parameters = initialize(given, given.manager());
            NDList next = initialize(given, given.manager());
            boolean areNew = parameters.stream().allMatch(array -> next.stream().noneMatch(other -> other == array));
            NDList small = new NDList();
            for (int i = 0; i < given.integer("small networks"); i++) {
                NDList network = RnnParameters.initialize(given.manager(), 1, 1 + i % 2);
                IntStream.of(0, 1, 3).forEach(weight -> small.add(network.get(weight).flatten()));
            }
            // After the calls with other sizes.
            ProbePayload answer = describeNew(ProbePayload.PARAMETERS, parameters, given.manager());
            if (small.size() > WEIGHTS_OF_ONE) {
                answer.with("small weights", Tensor.of("the weights of small networks", NDArrays.concat(small)));
                addLarge(given, answer);
            }
            NDManager other = given.manager().newSubManager();
            NDList again = initialize(given, other);
            return answer.withAll("again", again)
                    .withSideCount("the number of parameters of a second call on the manager given", countOwned(again, other),
                            ProbePayload.PARAMETERS.size())
                    .withFact("a second call with the same manager makes new arrays", areNew);
        }

        private static void addLarge(Arguments given, ProbePayload answer) {
            boolean right = true;
            for (int i = 0; i < LARGE.size(); i++) {
                int[] sizes = LARGE.get(i);
                NDList large = RnnParameters.initialize(given.manager(), sizes[0], sizes[1]);
                right &= hasShapes(large, sizes[0], sizes[1]) && large.stream().allMatch(NDArray::hasGradient);
                NDArray weights = large.get(sizes[0] > sizes[1] ? 0 : 1).flatten();
                answer.with("large weights " + i, Tensor.of("a weight", weights.get((weights.size() - LAST) + ":")));
            }
            answer.withFact("large networks have parameters of their sizes, with gradients", right);
        }

        private static boolean hasShapes(NDList parameters, int vocabSize, int numHiddens) {
            return parameters.stream().map(NDArray::getShape).toList().equals(List.of(new Shape(vocabSize, numHiddens),
                    new Shape(numHiddens, numHiddens), new Shape(numHiddens), new Shape(numHiddens, vocabSize),
                    new Shape(vocabSize)));
        }

        private static NDList initialize(Arguments given, NDManager manager) {
            return RnnParameters.initialize(manager, given.integer("vocabSize"), given.integer("numHiddens"));
        }
    }

    /** The probe of step 3: the initial state after a call with other sizes, and a second one after the first was changed. */
    static final class HiddenStateProbe implements Probe {

        /** The values of an array of which a few fill the memory. */
        private static final int LARGE = 10_000;

        @Override
        public ProbePayload ask(Arguments given) {
            Shape shape = HiddenState.initialize(given.manager(), 2, 3).get(0).getShape();
            if (!shape.equals(new Shape(2, 3))) { // with large sizes, a wrong one might not fit into the memory
                throw new IllegalStateException("the state has shape " + shape + ", expected " + new Shape(2, 3));
            }
            try (NDManager earlier = given.manager().newSubManager()) { // so that memory that is reused holds NaN
                Shape wanted = new Shape(given.integer("batchSize"), given.integer("numHiddens"));
                for (int i = 0; i < (wanted.size() > LARGE ? 2 : 100); i++) {
                    earlier.full(wanted, Float.NaN);
                }
            }
            String before = systemManager(given.manager());
            NDList state = initialize(given, given.manager(), 0);
            NDList next = initialize(given, given.manager(), 0);
            boolean noneLeft = before.equals(systemManager(given.manager()));
            initialize(given, given.manager(), 1);
            ProbePayload answer = new ProbePayload().withAll("state", state)
                    .withCount("the number of arrays with a gradient", state.stream().filter(NDArray::hasGradient).count(), 0)
                    .withSideFact("no base manager is left open", noneLeft)
                    .withSideCount("the number of arrays on the manager given", countOwned(state, given.manager()), 1);
            state.forEach(array -> array.addi(1));
            answer.withFact("a second call with the same manager makes a new array", next.get(0).sum().getFloat() == 0);
            initialize(given, given.manager(), 0); // the next call has another manager, but the same sizes
            NDManager other = given.manager().newSubManager();
            NDList second = initialize(given, other, 0);
            return answer.withAll("second", second)
                    .withSideCount("the number of arrays of a second state on its manager", countOwned(second, other), 1);
        }

        /** Describes the parent of all base managers, with the number of those that are open. */
        private static String systemManager(NDManager manager) {
            return manager.getParentManager() == null ? manager.toString() : systemManager(manager.getParentManager());
        }

        private static NDList initialize(Arguments given, NDManager manager, int moreRows) {
            return HiddenState.initialize(manager, given.integer("batchSize") + moreRows, given.integer("numHiddens"));
        }
    }

    private static long countOwned(NDList arrays, NDManager owner) {
        return arrays.stream().filter(array -> array.getManager() == owner).count();
    }

    /**
     * Describes parameters that a step has made, as steps 2 and 13 do: their values, and whether all have a gradient, have the
     * right owner, and share no memory.
     */
    static ProbePayload describeNew(List<String> names, NDList parameters, NDManager owner) {
        ProbePayload answer = new ProbePayload().withAll("parameters", parameters)
                .withCount("the number of parameters with a gradient", parameters.stream().filter(NDArray::hasGradient).count(),
                        names.size())
                .withSideCount("the number of parameters on the manager given", countOwned(parameters, owner), names.size());
        for (NDArray parameter : parameters) {
            try (NDArray values = parameter.stopGradient()) { // this handle has no graph, so it can be changed
                values.addi(1);
            }
        }
        return answer.withCount("the number of parameters that change only on their own", countChangedOnce(parameters, answer),
                names.size());
    }

    /** Counts the parameters to which 1 was added only once. The values are far below 1. */
    private static int countChangedOnce(NDList parameters, ProbePayload before) {
        int count = 0;
        for (int i = 0; i < parameters.size(); i++) {
            float change = parameters.get(i).toFloatArray()[0] - before.arrays().get("parameters " + i).values()[0];
            count += Math.round(change) == 1 ? 1 : 0;
        }
        return count;
    }
}
