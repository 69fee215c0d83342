/** The verdict on a step: {@code StepVerdict} decides it, by a {@code StepRun} in a worker. */
package org.rnnkit.grader.verdict;
