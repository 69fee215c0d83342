/** The independent check of a step: the grader compares the step's answers with an oracle, in its own process. */
package org.rnnkit.grader.verify;
