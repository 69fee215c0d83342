/** The runner of the graded tests. It is sent to a worker only after the answers have come back. */
package org.rnnkit.grader.worker.tests;
