package org.rnnkit.learner.worker;

import com.fasterxml.jackson.databind.JsonNode;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The answer of such a process.
 *
 * @param result the result as JSON; null after a failure
 * @param failure the reason why there is no result; null if there is one
 */
public record StepsAnswer(JsonNode result, WorkerFailure failure) {}
