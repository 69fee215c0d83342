/** The check that a step's compiled code uses only what docs/allowed.md lists. It reads class files and loads none. */
package org.rnnkit.testkit.allowed;
