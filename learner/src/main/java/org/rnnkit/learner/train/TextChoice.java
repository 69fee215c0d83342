package org.rnnkit.learner.train;

import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/**
 * A choice of the text to train on.
 *
 * @param own the user's own text; empty for the other kinds
 */
public record TextChoice(TextKind kind, String own) {

    /** Finds the text, perhaps by a download. */
    Text find() {
        return switch (kind) {
            case USUAL -> TextSource.find(null);
            case STORY -> TextSource.embedded();
            case OWN -> TextSource.ofUser(own);
        };
    }
}
