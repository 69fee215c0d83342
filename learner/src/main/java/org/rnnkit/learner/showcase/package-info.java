/** Showcases: what a student's step can do once it passes, run by the student's own code. */
package org.rnnkit.learner.showcase;
