/** Graded tests on a student's own steps in a process that stays warm. Feedback, never a mark. */
package org.rnnkit.learner.feedback;
