/** Oracles: right results, computed in plain Java doubles, and the wrong results of known slips. */
package org.rnnkit.testkit.oracle;
