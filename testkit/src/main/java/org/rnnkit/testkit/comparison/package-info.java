/** The difference between a wrong array and the right one, as data. */
package org.rnnkit.testkit.comparison;
