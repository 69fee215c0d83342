/** Code that runs inside worker processes, and the messages between them and the grader. */
package org.rnnkit.grader.worker;
