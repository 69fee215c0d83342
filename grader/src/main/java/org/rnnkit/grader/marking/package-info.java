/** The mark of a submission: it follows from the findings of the grader, the course's points and the instructor's decisions. */
package org.rnnkit.grader.marking;
