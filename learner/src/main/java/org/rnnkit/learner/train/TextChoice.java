package org.rnnkit.learner.train;

import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/**
 * A choice of the text to train on.
 *
 * @param kind the kind of text
 * @param own the user's own text; empty for the other kinds
 */
public record TextChoice(Kind kind, String own) {

    /** A kind of text. */
    public enum Kind {
        /** The text that ./rnnkit train takes without --text. */
        USUAL,
        /** The story that comes with the kit. */
        STORY,
        /** A text that the user has pasted. */
        OWN
    }

    /**
     * Finds the text, perhaps by a download.
     *
     * @return the text
     * @throws org.rnnkit.toolkit.TextSource.TextException if it can't be used
     */
    Text find() {
        return switch (kind) {
            case USUAL -> TextSource.find(null);
            case STORY -> TextSource.embedded();
            case OWN -> TextSource.ofUser(own);
        };
    }
}
