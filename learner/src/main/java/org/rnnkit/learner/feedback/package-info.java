/** Fast feedback on a student's own steps: compiled, and their errors explained. No marks. */
package org.rnnkit.learner.feedback;
