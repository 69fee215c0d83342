/** For those who write the kit: what is derived from the reference solution, and whether it still agrees. */
package org.rnnkit.grader.authoring;
