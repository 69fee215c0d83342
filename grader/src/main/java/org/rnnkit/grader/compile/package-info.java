/** Compilation of a submission's sources, beside the stand-ins of the steps that are not compiled with them. */
package org.rnnkit.grader.compile;
