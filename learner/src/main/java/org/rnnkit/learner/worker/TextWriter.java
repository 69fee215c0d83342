package org.rnnkit.learner.worker;

import java.util.function.Consumer;

/** A trained model that continues beginnings. */
@FunctionalInterface
public interface TextWriter {

    /**
     * Continues a beginning.
     *
     * @param text receives each token as it is written
     */
    void write(PlayRequest request, Consumer<String> text);
}
