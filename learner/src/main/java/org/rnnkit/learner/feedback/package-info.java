/** Fast feedback: graded tests on a student's own steps in a warm process. It gives no marks. */
package org.rnnkit.learner.feedback;
