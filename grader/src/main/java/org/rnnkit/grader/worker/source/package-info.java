/** Workers that read a student's sources without running them: the compiler and the style check. */
package org.rnnkit.grader.worker.source;
