package org.rnnkit.classroom.gradebook;

/** A roster can't be used. The message completes the sentence "The roster FILE can't be used:". */
final class RosterException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RosterException(String message) {
        super(message);
    }
}
