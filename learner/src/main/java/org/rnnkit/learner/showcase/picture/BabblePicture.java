package org.rnnkit.learner.showcase.picture;

import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.worker.Babble;

/**
 * The text of an untrained network, and its probabilities as bars.
 *
 * @param prefix the beginning that the learner gave
 * @param written what the network wrote after it
 * @param bars the probabilities of the first character after the prefix
 */
public record BabblePicture(String prefix, String written, ProbabilityBars bars) {

    /**
     * Makes the picture.
     *
     * @param data the text
     * @return the picture
     */
    public static BabblePicture of(Babble data) {
        String text = data.text();
        boolean begins = text.startsWith(data.prefix());
        return new BabblePicture(begins ? data.prefix() : "",
                Printable.withVisibleEnd(Printable.of(begins ? text.substring(data.prefix().length()) : text)),
                new ProbabilityBars(data.tokens(), data.probabilities()));
    }
}
