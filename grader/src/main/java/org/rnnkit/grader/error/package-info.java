/** The two exceptions that reach a user: a mistake in what was asked for, and the grader's own trouble. */
package org.rnnkit.grader.error;
