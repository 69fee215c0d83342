/** Oracles: the steps, computed in plain Java doubles. */
package org.rnnkit.testkit.oracle;
