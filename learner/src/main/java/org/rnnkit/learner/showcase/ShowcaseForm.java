package org.rnnkit.learner.showcase;

import org.rnnkit.learner.showcase.worker.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.ShortTrainings;

/**
 * The fields of a showcase, with what the learner has typed last, and its result.
 *
 * @param showcase the showcase
 * @param text the text in the field for it
 * @param number the number in the field for it
 * @param result the HTML of the result
 */
public record ShowcaseForm(Showcase showcase, String text, String number, String result) {

    /**
     * Tells whether the result changes several times a second.
     *
     * @return whether it does; a screen reader should not read each change then
     */
    public boolean isLive() {
        return showcase.data() == ShortTrainings.class || showcase.data() == EmbeddingRows.class;
    }

    /** Returns the live event after which a page asks for a step's result again. */
    static String event(int step) {
        return "showcase-" + step;
    }

    /**
     * Returns the event that reloads the result.
     *
     * @return its name for htmx
     */
    public String trigger() {
        return "sse:" + event(showcase.step());
    }
}
