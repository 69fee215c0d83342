/** The grading of one submission, in five parts: take, compile, run, train, report. */
package org.rnnkit.grader;
