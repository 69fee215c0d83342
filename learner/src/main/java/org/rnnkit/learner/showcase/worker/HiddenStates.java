package org.rnnkit.learner.showcase.worker;

import java.util.List;

/**
 * The hidden states of an untrained network while it reads a text.
 *
 * @param characters the characters of the text
 * @param states the state after each of them, [characters, hidden units]
 */
public record HiddenStates(List<String> characters, float[][] states) {

    /** Checks the sizes, since a student's code can forge them. */
    public HiddenStates {
        SizeChecks.tokens(characters);
        SizeChecks.matrix(states, characters.size(), HiddenStateShowcase.NUM_HIDDENS);
    }
}
