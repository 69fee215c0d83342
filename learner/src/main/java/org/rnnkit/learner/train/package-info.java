/** Trained models: the trainings of the studio, their folders in runs/, and the comparison of trainings. */
package org.rnnkit.learner.train;
