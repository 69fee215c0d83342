/** The worker for one step: it answers the independent check's questions and runs the graded tests. */
package org.rnnkit.grader.worker.step;
