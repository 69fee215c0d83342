/** The style check's process, its rules, and the messages to and from it. */
package org.rnnkit.grader.worker.style;
