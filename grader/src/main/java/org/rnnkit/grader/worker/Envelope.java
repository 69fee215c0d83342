package org.rnnkit.grader.worker;

/**
 * A request on its way to a worker.
 *
 * @param channel the way back for the answer
 * @param request the request
 * @param <Q> the kind of request
 */
public record Envelope<Q>(ResultChannel channel, Q request) {}
