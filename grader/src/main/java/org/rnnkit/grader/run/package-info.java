/** One step's run: its questions, its graded tests, and the verdict. */
package org.rnnkit.grader.run;
