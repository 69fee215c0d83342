/**
 * Processes for students' code: started, limited, ended, and what their outcome means.
 */
package org.rnnkit.grader.run;
