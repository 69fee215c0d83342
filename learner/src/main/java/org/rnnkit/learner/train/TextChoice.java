package org.rnnkit.learner.train;

import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;

/**
 * A choice of the text to train on.
 *
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

    /** Finds the text, perhaps by a download. */
    Text find() {
        return switch (kind) {
            case USUAL -> TextSource.find(null);
            case STORY -> TextSource.embedded();
            case OWN -> TextSource.ofUser(own);
        };
    }
}
