/** The verdict on a step: {@code StepVerdict} decides it, by a {@code StepTester} in a worker. */
package org.rnnkit.grader.verdict;
