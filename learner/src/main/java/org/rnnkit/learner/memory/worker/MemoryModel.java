package org.rnnkit.learner.memory.worker;

/** The models whose memory is compared: two kinds of network before training and after two trainings, and a saved model. */
public enum MemoryModel {
    /** The recurrent network of step 4 with new parameters. */
    RNN_NEW("RNN before training", false, false),
    /** The recurrent network, trained with clipping. */
    RNN_CLIPPED("RNN after training", true, true),
    /** The recurrent network, trained without clipping. */
    RNN_UNCLIPPED("RNN after training without clipping", true, false),
    /** The gated network of step 13 with new parameters. */
    GRU_NEW("GRU before training", false, false),
    /** The gated network, trained with clipping. */
    GRU_CLIPPED("GRU after training", true, true),
    /** The gated network, trained without clipping. */
    GRU_UNCLIPPED("GRU after training without clipping", true, false),
    /** The model that ./rnnkit train has saved last. */
    SAVED("Your newest saved model", false, false);

    private final String label;
    private final boolean trained;
    private final boolean clipped;

    MemoryModel(String label, boolean trained, boolean clipped) {
        this.label = label;
        this.trained = trained;
        this.clipped = clipped;
    }

    /**
     * Returns the name for the learner.
     *
     * @return a few words
     */
    public String label() {
        return label;
    }

    /**
     * Tells whether the worker trains the model itself.
     *
     * @return whether it does
     */
    public boolean isTrained() {
        return trained;
    }

    /**
     * Tells whether the training clips gradients.
     *
     * @return whether it does
     */
    public boolean isClipped() {
        return clipped;
    }
}
