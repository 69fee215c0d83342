/** Sandboxes for worker processes, and limits on memory, processes, disk and time. */
package org.rnnkit.grader.sandbox;
