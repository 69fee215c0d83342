/**
 * The verdict: records, the board on the terminal, and how files of results are written.
 */
package org.rnnkit.grader.report;
