/**
 * From sources to classes: each step over the reference's other eight, or all nine of a student's together.
 */
package org.rnnkit.grader.compile;
