/** The run of one step: the verifier's questions, the graded tests, and the verdict. */
package org.rnnkit.grader.run;
