/** What is right, computed a second time in plain Java doubles, and what comes out of known slips. */
package org.rnnkit.oracle;
