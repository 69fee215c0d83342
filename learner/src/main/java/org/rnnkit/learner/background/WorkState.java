package org.rnnkit.learner.background;

import java.util.Locale;

/**
 * The state of the work.
 *
 * @param message the reason for {@link WorkPhase#FAILED}, printable and cut; empty in other phases
 * @param progress the progress of the work that runs, or that ran last
 * @param result the result of the work that finished last; null if none did
 */
public record WorkState<P, R>(WorkPhase phase, String message, P progress, R result) {

    /** Tells whether the work has begun and not ended. */
    public boolean isActive() {
        return phase == WorkPhase.RUNNING || phase == WorkPhase.STOPPING;
    }

    /** Returns the result of the work that ran last; null if it has none. */
    public R newResult() {
        return phase == WorkPhase.FINISHED ? result : null;
    }

    /** Returns the phase in lower case, for pages. */
    public String phaseWord() {
        return phase.name().toLowerCase(Locale.ROOT);
    }
}
