/** Compiler errors explained to somebody who is new to Java: the line, a caret, and the likely slip. */
package org.rnnkit.learner.explain;
