/** The way back to a gradebook: the roster is read, and grades and feedback are written into the same columns. */
package org.rnnkit.classroom.gradebook;
