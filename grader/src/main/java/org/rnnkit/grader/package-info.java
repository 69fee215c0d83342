/** The grading of one submission, in five parts: take, compile, run, train, report; and what earns extra points. */
package org.rnnkit.grader;
