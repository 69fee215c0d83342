package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The texts that a briefly trained network writes at several temperatures.
 *
 * @param prefix the beginning of all texts
 * @param tokens all tokens of the vocabulary
 * @param logits the score of each token after the prefix
 * @param temperatures the temperatures
 * @param texts some texts for each temperature
 * @param trained the training before
 */
public record TemperatureTexts(String prefix, List<String> tokens, double[] logits, double[] temperatures,
        List<List<String>> texts, ShortTrainings trained) {

    private static final int TEMPERATURES = 20;

    /** Checks the sizes, since a student's code can forge them. */
    public TemperatureTexts {
        Bounds.text(prefix, SizeChecks.TEXT);
        SizeChecks.tokens(tokens);
        SizeChecks.values(logits, tokens.size());
        Bounds.require(temperatures.length > 0 && temperatures.length <= TEMPERATURES
                && texts.size() == temperatures.length, "temperatures");
        for (List<String> some : texts) {
            SizeChecks.list(some, TEMPERATURES);
            some.forEach(text -> Bounds.text(text, SizeChecks.TEXT));
        }
        Bounds.require(trained.runs().size() == 1, "trained");
    }
}
