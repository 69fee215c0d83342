/** The request to run a step's graded tests, and their result. */
package org.rnnkit.grader.worker.step;
