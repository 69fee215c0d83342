/** The worker that runs the graded tests of a student's steps. */
package org.rnnkit.grader.worker.tests;
