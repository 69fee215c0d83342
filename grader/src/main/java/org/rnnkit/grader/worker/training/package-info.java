/** The worker that trains a model with nine steps, and the training by hand of step 12. */
package org.rnnkit.grader.worker.training;
