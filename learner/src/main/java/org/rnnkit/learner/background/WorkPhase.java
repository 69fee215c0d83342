package org.rnnkit.learner.background;

/** The phase of the work. */
public enum WorkPhase {
    /** It was never started. */
    IDLE,
    /** It runs. */
    RUNNING,
    /** It was told to stop and has not ended yet. */
    STOPPING,
    /** It has a result. */
    FINISHED,
    /** The user stopped it. */
    STOPPED,
    /** It failed. */
    FAILED
}
