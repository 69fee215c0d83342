package org.rnnkit.learner.showcase;

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

    /** The live event after which a page asks for the result again. */
    static final String EVENT = "showcase";

    /**
     * Tells whether the result changes several times a second.
     *
     * @return whether it does; a screen reader should not read each change then
     */
    public boolean isLive() {
        return showcase.data() == ShortTrainings.class;
    }

    /**
     * Returns the event that reloads the result.
     *
     * @return its name for htmx
     */
    public String trigger() {
        return "sse:" + EVENT;
    }
}
