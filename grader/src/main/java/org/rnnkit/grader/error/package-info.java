/** The two exceptions that reach a user: for a mistake of the user's, and for an error of the grader's. */
package org.rnnkit.grader.error;
