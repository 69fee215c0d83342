package org.rnnkit.testkit.models;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A model whose state is up to three arrays, as an LSTM has two. Each is a multiple of the state of another model, and all of
 * them are needed to compute it. Its first state is not zero, unless it is asked for zeros.
 */
public final class StateParts extends WrappedModel {

    private static final float BEGIN = 0.25f;
    private static final float[] MULTIPLES = {1, 2, 4};
    private static final float[][] SHARES = {{1}, {0.75f, 0.25f}, {0.5f, 0.25f, 0.25f}};

    private final int parts;
    private final float begin;

    /**
     * Wraps a model.
     *
     * @param net a model whose state is one array
     * @param parts the number of arrays
     */
    public StateParts(LanguageModel net, int parts) {
        this(net, parts, BEGIN);
    }

    private StateParts(LanguageModel net, int parts, float begin) {
        super(net);
        this.parts = parts;
        this.begin = begin;
    }

    /** Wraps a model, and begins with zeros. */
    public static StateParts fromZeros(LanguageModel net, int parts) {
        return new StateParts(net, parts, 0);
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList state) {
        NDArray sum = scaled(state.get(0), share(0));
        for (int i = 1; i < parts; i++) {
            sum = sum.add(scaled(state.get(i), share(i)));
        }
        RnnOutput output = super.forward(tokens, new NDList(sum));
        return new RnnOutput(output.logits(), split(output.state().singletonOrThrow()));
    }

    @Override
    public NDList beginState(NDManager manager, int batchSize) {
        NDArray begun = super.beginState(manager, batchSize).singletonOrThrow();
        begun.addi(begin);
        return split(begun);
    }

    private NDList split(NDArray state) {
        return new NDList(IntStream.range(0, parts).mapToObj(i -> scaled(state, MULTIPLES[i])).toList());
    }

    private float share(int part) {
        return SHARES[parts - 1][part] / MULTIPLES[part];
    }

    /** Returns the values of the first state, all arrays after each other, for states of this size. */
    public double[] begun(int size) {
        return IntStream.range(0, parts * size).mapToDouble(i -> begin * MULTIPLES[i / size]).toArray();
    }

    /** Returns the values of the other model's state. */
    public double[] joined(List<double[]> arrays) {
        double[] sum = new double[arrays.get(0).length];
        for (int i = 0; i < parts; i++) {
            for (int place = 0; place < sum.length; place++) {
                sum[place] += share(i) * arrays.get(i)[place];
            }
        }
        return sum;
    }
}
