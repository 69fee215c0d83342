/** The worker that trains the variants of an experiment. */
package org.rnnkit.learner.experiment.worker;
