package org.rnnkit.learner.studio;

/** A part of the studio, with pages and fragments of its own, such as the training. */
public interface StudioPart extends AutoCloseable {

    /** Adds the part's pages and fragments. */
    void addRoutes(StudioRoutes routes);

    /** Stops what the part has started, such as worker processes. */
    @Override
    default void close() { }
}
