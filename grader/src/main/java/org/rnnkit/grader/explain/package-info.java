/**
 * What the compiler says, for those who are new to Java: the line, a caret, and the likely slip.
 */
package org.rnnkit.grader.explain;
