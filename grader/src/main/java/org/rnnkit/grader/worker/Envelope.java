package org.rnnkit.grader.worker;

/**
 * A request to a worker, together with the channel for the answer.
 *
 * @param channel the channel for the answer
 * @param request the request
 * @param <Q> the type of the request
 */
public record Envelope<Q>(ResultChannel channel, Q request) {}
