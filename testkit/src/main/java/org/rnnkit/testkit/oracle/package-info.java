/** The right results, computed a second time in plain Java doubles, and the results of known slips. */
package org.rnnkit.testkit.oracle;
