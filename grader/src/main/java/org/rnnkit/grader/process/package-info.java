/** Worker processes: started in a sandbox, sent a request, watched, ended, and their result read. */
package org.rnnkit.grader.process;
