/** The worker that opens archives. */
package org.rnnkit.grader.worker.archive;
