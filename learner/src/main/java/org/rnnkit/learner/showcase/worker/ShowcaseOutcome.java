package org.rnnkit.learner.showcase.worker;

import com.fasterxml.jackson.databind.JsonNode;
import org.rnnkit.grader.worker.WorkerFailure;

/**
 * The outcome of a showcase.
 *
 * @param data the record of the step's showcase as JSON; null if there is none
 * @param failure the reason why there is no data; null if there is
 */
public record ShowcaseOutcome(JsonNode data, WorkerFailure failure) {}
