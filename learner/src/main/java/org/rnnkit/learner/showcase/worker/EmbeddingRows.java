package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The table of an embedding after a short training.
 *
 * @param tokens all tokens of the vocabulary
 * @param rows the vector of each token, [tokens, embedSize]
 * @param trained the training
 */
public record EmbeddingRows(List<String> tokens, float[][] rows, ShortTrainings trained) {

    /** The number of columns of the table. */
    static final int EMBED_SIZE = 16;

    /** Checks the sizes, since a student's code can forge them. */
    public EmbeddingRows {
        SizeChecks.tokens(tokens);
        SizeChecks.matrix(rows, tokens.size(), EMBED_SIZE);
        Bounds.require(trained.runs().size() == 1, "trained");
    }
}
