package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The text that an untrained network writes, and how sure it is of the first character.
 *
 * @param prefix the beginning, which the learner gave
 * @param text the beginning and what the network wrote after it
 * @param tokens all tokens of the vocabulary
 * @param probabilities the probability of each token after the prefix
 */
public record Babble(String prefix, String text, List<String> tokens, double[] probabilities) {

    /** Checks the sizes, since a student's code can forge them. */
    public Babble {
        Bounds.text(prefix, SizeChecks.TEXT);
        Bounds.text(text, SizeChecks.TEXT);
        SizeChecks.tokens(tokens);
        SizeChecks.values(probabilities, tokens.size());
    }
}
