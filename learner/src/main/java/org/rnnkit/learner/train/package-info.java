/** Trainings that are started and watched on the studio's page. */
package org.rnnkit.learner.train;
