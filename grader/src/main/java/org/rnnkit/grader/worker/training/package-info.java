/** The worker that trains with nine steps. */
package org.rnnkit.grader.worker.training;
