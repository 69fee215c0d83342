/** Compilation of a student's own steps, as far as they go. */
package org.rnnkit.learner.compile;
