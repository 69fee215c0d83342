/** The comparison of two attempts: of one student, or of a whole class. */
package org.rnnkit.classroom.attempts;
