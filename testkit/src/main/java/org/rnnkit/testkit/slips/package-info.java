/** The known slips of the steps: wrong results, each with the words for the mistake that gives it. */
package org.rnnkit.testkit.slips;
