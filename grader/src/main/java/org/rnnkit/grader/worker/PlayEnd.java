package org.rnnkit.grader.worker;

/**
 * Why a worker stopped playing.
 *
 * @param failure what went wrong; null if nothing more was asked
 */
public record PlayEnd(Failure failure) {}
