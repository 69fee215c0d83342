/**
 * The verdict and its forms: records, JSON, the board on the terminal.
 */
package org.rnnkit.grader.report;
