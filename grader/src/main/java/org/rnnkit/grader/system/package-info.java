/** Files, folders and processes of this machine. Nothing here knows of grading. */
package org.rnnkit.grader.system;
