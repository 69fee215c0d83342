package org.rnnkit.learner.play.worker;

import org.rnnkit.grader.worker.WorkerFailure;

/**
 * Why a worker stopped playing.
 *
 * @param failure what went wrong; null if nothing more was asked
 */
public record PlayEnd(WorkerFailure failure) {}
