/** The code that runs inside worker processes, and the protocol between them and the grader. */
package org.rnnkit.grader.worker;
