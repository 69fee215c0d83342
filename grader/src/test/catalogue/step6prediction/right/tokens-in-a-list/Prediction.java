// style: Works on a list of tokens and turns them into text at the end.
package org.rnnkit.step6prediction;

import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

public final class Prediction {

    private Prediction() {}

    public static String predict(String prefix, int numPredictions, LanguageModel net, Vocabulary vocabulary,
            NDManager manager) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("empty prefix");
        }
        List<Long> tokens = new ArrayList<>();
        for (int i = 0; i < prefix.length(); i++) {
            tokens.add(vocabulary.getIndex("" + prefix.charAt(i)));
        }
        NDScope scope = new NDScope();
        scope.suppressNotUsedWarning();
        NDManager work = manager.newSubManager();
        try {
            NDList state = net.beginState(work, 1);
            int end = prefix.length() + numPredictions;
            for (int at = 0; tokens.size() < end; at++) {
                int[][] one = {{tokens.get(at).intValue()}};
                RnnOutput output = net.forward(work.create(one), state);
                state = output.state();
                if (at == tokens.size() - 1) {
                    tokens.add(output.logits().flatten().argMax().getLong());
                }
            }
        } finally {
            scope.close();
            work.close();
        }
        return prefix + tokens.subList(prefix.length(), tokens.size()).stream()
                .map(vocabulary::getToken).collect(Collectors.joining());
    }
}
