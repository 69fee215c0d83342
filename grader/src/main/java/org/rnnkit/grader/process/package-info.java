/** Worker processes. The grader starts them in a sandbox, sends requests, watches the limits and reads the answers. */
package org.rnnkit.grader.process;
