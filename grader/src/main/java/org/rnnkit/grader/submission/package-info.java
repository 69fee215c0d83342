/** Intake: what is taken from a folder or an archive, the steps' own sources and nothing else. */
package org.rnnkit.grader.submission;
