package org.rnnkit.learner.worker;

/**
 * What the picture of a step shows.
 *
 * @param rows the values; null if the learner's code threw an exception or was stopped in an endless loop
 */
public record ShowResult(double[][] rows) {

    static final ShowResult NONE = new ShowResult(null);
}
