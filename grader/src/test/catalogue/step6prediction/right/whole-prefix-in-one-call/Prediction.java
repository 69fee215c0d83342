// style: Reads the prefix in one call; a sub-manager holds the parameters for a while.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.length() == 0) {
            throw new IllegalArgumentException("An empty prefix has nothing to go on from");
        }
        NDList parameters = net.parameters();
        try (NDManager sub = manager.newSubManager()) {
            sub.tempAttachAll(parameters);
            long[] tokens = prefix.chars().mapToLong(c -> vocabulary.getIndex(String.valueOf((char) c))).toArray();
            StringBuilder generated = new StringBuilder();
            NDList state = net.beginState(sub, 1);
            for (int left = numPredictions; left > 0; left--) {
                RnnOutput output = net.forward(sub.create(tokens, new Shape(1, tokens.length)), state);
                long next = output.logits().get("-1").argMax().getLong();
                generated.append(vocabulary.getToken(next));
                tokens = new long[] {next};
                state = output.state();
            }
            return prefix + generated;
        }
    }
}
