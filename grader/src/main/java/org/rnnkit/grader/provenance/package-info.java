/** The circumstances of a grading, which each report names: the kit's version, the hashes of what was graded, the machine. */
package org.rnnkit.grader.provenance;
