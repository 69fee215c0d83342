/** The page about a complaint: one step of a student who says that the mark is wrong, and earlier attempts at it. */
package org.rnnkit.classroom.attempts;
