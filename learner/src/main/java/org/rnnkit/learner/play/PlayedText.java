package org.rnnkit.learner.play;

import org.rnnkit.learner.worker.PlayRequest;

/**
 * A text that a model writes.
 *
 * @param request what it continues; null before the first text
 * @param note a sentence that says whose steps are used
 * @param written what it has written so far
 */
record PlayedText(PlayRequest request, String note, String written) {

    static final PlayedText NONE = new PlayedText(null, "", "");

    /** Each token is one character; "unk" in brackets has five. More can only come from code that sends it itself. */
    private static final int MAX_TOKEN = 5;

    /** Adds a token. The steps' code can send news, too, so the text has no more tokens than were asked for. */
    PlayedText with(String token) {
        return token == null || written.length() >= request.length() * MAX_TOKEN ? this
                : new PlayedText(request, note, written + token.substring(0, Math.min(MAX_TOKEN, token.length())));
    }
}
