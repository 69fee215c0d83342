/** Compilation of a submission's sources, each step together with the reference's other eight. */
package org.rnnkit.grader.compile;
