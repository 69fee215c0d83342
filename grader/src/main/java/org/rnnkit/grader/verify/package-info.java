/** The independent check: the answers of a step are compared with the oracle in the grader's own process. */
package org.rnnkit.grader.verify;
