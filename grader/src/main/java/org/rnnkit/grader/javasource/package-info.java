/** Tokens and imports of Java sources, for code that reads Java without a compiler. */
package org.rnnkit.grader.javasource;
