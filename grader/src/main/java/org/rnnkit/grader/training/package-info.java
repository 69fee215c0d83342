/** Training with the nine steps of a submission, in a worker process. */
package org.rnnkit.grader.training;
