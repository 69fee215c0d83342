package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** The scores of the token that follows a prefix. */
final class NextToken {

    private NextToken() {}

    /** Returns the logits after the last character of a prefix. */
    static double[] logits(String prefix, LanguageModel net, NDManager manager) {
        List<String> characters = Story.characters(prefix);
        RnnOutput output = ResultChecks.output(net.forward(Story.indices(manager, characters), net.beginState(manager, 1)));
        float[] all = ResultChecks.floats(output.logits(), "The array of logits", characters.size(), Story.vocabSize());
        float[] last = Arrays.copyOfRange(all, all.length - Story.vocabSize(), all.length);
        return IntStream.range(0, last.length).mapToDouble(i -> last[i]).toArray();
    }
}
