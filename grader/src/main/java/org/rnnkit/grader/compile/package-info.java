/** Compilation of a submission's sources, each step over the reference's other eight. */
package org.rnnkit.grader.compile;
