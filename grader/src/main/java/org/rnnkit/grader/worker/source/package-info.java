/** The worker that compiles a student's sources. */
package org.rnnkit.grader.worker.source;
