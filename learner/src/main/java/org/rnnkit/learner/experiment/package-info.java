/** Experiments: the chapter's questions answered by short trainings. */
package org.rnnkit.learner.experiment;
