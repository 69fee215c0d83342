/** Attempts of a student side by side, two gradings of a class, and the page about a complaint. */
package org.rnnkit.classroom.attempts;
