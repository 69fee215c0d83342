/** Fast feedback on a student's own steps: compiled, their errors explained, and tested in a warm process. No marks. */
package org.rnnkit.learner.feedback;
