/** The compiler process, and the messages to and from it. */
package org.rnnkit.grader.worker.compile;
