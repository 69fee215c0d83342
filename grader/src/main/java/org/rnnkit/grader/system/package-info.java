/** Files, folders and processes of this machine. Nothing in this package knows about grading. */
package org.rnnkit.grader.system;
