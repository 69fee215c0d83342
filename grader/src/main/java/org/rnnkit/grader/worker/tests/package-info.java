/** The runner of the graded tests. The grader sends it to a worker only after the worker has answered the questions. */
package org.rnnkit.grader.worker.tests;
