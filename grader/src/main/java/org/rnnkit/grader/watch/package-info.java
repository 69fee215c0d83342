/**
 * The loop: a save, the tests of the step, a verdict. Everything that happens comes to it as an event, in one queue.
 */
package org.rnnkit.grader.watch;
