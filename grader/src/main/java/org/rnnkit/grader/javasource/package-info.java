/** Java sources as tokens and imports, for whoever reads code without compiling it. */
package org.rnnkit.grader.javasource;
