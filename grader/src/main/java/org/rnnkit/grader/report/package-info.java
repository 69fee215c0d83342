/** The report of one submission: records of the results, and the board on the terminal. */
package org.rnnkit.grader.report;
