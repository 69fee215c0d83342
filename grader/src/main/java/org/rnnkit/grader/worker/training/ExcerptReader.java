package org.rnnkit.grader.worker.training;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.training.Excerpt.Seen;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/**
 * A reader for any model of any size, which runs the model's own code. A grading does not use it: there OracleModel reads in
 * plain Java, with the trained parameters.
 */
final class ExcerptReader implements Excerpt.Reader {

    private final LanguageModel net;
    private final NDManager manager;
    private NDList state;

    private ExcerptReader(LanguageModel net, NDManager manager) {
        this.net = net;
        this.manager = manager;
        this.state = net.beginState(manager, 1);
    }

    /** Lets a model read the beginning of a text. */
    static Excerpt read(String text, int numHiddens, LanguageModel net, Vocabulary vocabulary, NDManager manager) {
        try (NDManager scoped = manager.newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            return Excerpt.read(text, numHiddens, vocabulary, new ExcerptReader(net, scoped));
        }
    }

    @Override
    public Seen read(int token) {
        RnnOutput output = net.forward(manager.create(new long[][] {{token}}), state);
        state = output.state();
        return new Seen(doubles(state.get(0)), doubles(output.logits().softmax(1)));
    }

    private static double[] doubles(NDArray array) {
        float[] floats = array.toFloatArray();
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }
}
