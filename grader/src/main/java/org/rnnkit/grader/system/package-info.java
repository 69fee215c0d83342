/**
 * Files, folders and processes of this machine, and the two exceptions that reach a user. Nothing in this package knows about
 * grading.
 */
package org.rnnkit.grader.system;
