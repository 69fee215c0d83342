package org.rnnkit.grader.process;

import java.util.Optional;

/**
 * The result of a request to a worker: an answer, or the worker's end.
 *
 * @param <A> the type of the answer
 * @param answer the answer; empty if the worker has ended without one, or was stopped
 * @param exit the worker's end; null if it has answered, and can be asked again
 * @param seconds the time from the first line of the steps' code to the answer or the end, by this process's clock. On a busy
 *     machine, the news of the first line may be read late, so the work may have taken longer
 * @param waited the seconds from the request to the answer or the end, which the work can't have exceeded
 */
public record WorkerReply<A>(Optional<A> answer, WorkerExit exit, double seconds, double waited) {}
