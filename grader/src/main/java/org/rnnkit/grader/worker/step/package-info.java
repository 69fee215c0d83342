/** The worker that asks one step's questions and runs its graded tests. */
package org.rnnkit.grader.worker.step;
