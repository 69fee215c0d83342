package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The result of step 1 for a name.
 *
 * @param tokens all tokens of the vocabulary
 * @param characters the characters of the name
 * @param known for each character, whether the vocabulary has it
 * @param rows a vector for each character, [characters, tokens]
 */
public record OneHotRows(List<String> tokens, List<String> characters, List<Boolean> known, float[][] rows) {

    /** Checks the sizes, since a student's code can forge them. */
    public OneHotRows {
        SizeChecks.tokens(tokens);
        SizeChecks.tokens(characters);
        Bounds.require(known.size() == characters.size(), "known");
        SizeChecks.matrix(rows, characters.size(), tokens.size());
    }
}
