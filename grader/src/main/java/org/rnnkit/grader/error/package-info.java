/** The exceptions that reach a user: for a mistake of the user's or of a student's, and for an error of the grader's. */
package org.rnnkit.grader.error;
