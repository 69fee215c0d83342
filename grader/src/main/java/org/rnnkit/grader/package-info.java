/** The grading of one submission, as a table of contents: take, compile, run, train, report. */
package org.rnnkit.grader;
