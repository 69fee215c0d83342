// style: A scope for each step, from which the state is handed on.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix must not be empty");
        }
        try (NDManager home = manager.newSubManager()) {
            Reader reader = new Reader(net, home);
            for (char c : prefix.toCharArray()) {
                reader.read(vocabulary.getIndex(Character.toString(c)));
            }
            String text = prefix;
            for (int i = 0; i < numPredictions; i++) {
                int best = reader.best;
                text += vocabulary.getToken(best);
                if (i + 1 < numPredictions) {
                    reader.read(best);
                }
            }
            return text;
        }
    }

    private static final class Reader {
        private final LanguageModel net;
        private final NDManager home;
        private NDList state;
        private int best;

        Reader(LanguageModel net, NDManager home) {
            this.net = net;
            this.home = home;
            this.state = net.beginState(home, 1);
        }

        void read(long token) {
            NDList before = state;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                RnnOutput output = net.forward(home.create(new long[] {token}).reshape(1, 1), before);
                float[] scores = output.logits().toFloatArray();
                best = 0;
                for (int i = 1; i < scores.length; i++) {
                    if (scores[i] > scores[best]) {
                        best = i;
                    }
                }
                NDList after = new NDList();
                for (NDArray array : output.state()) {
                    NDArray copy = array.stopGradient().duplicate();
                    copy.attach(home);
                    NDScope.unregister(copy);
                    after.add(copy);
                }
                state = after;
            }
            before.close();
        }
    }
}
