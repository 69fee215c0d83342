/** Worker processes: the grader starts them in a sandbox, sends them requests, watches their limits, and reads their answers. */
package org.rnnkit.grader.process;
