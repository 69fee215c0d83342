/** Probes: they call a step with given values and return its raw results for the grader to judge. */
package org.rnnkit.grader.worker.probe;
