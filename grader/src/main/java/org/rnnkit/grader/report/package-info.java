/** The report of one submission: plain records, and the board on the terminal. */
package org.rnnkit.grader.report;
