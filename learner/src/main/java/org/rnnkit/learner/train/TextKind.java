package org.rnnkit.learner.train;

/** A kind of text. */
public enum TextKind {
    /** The text that ./rnnkit train takes without --text. */
    USUAL,
    /** The story that comes with the kit. */
    STORY,
    /** A text that the user has pasted. */
    OWN
}
