/** Experiments: short trainings that answer the chapter's questions. */
package org.rnnkit.learner.experiment;
