package org.rnnkit.learner.worker;

/**
 * An error that the compiler reports.
 *
 * @param position its place in the cell's code, in characters
 * @param code the compiler's own name for this kind of error
 */
public record CellError(int position, String code, String message) {}
