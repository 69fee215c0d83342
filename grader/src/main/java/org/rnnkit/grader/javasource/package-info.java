/** Tokens and imports of Java sources, for code that reads Java without compiling it. */
package org.rnnkit.grader.javasource;
