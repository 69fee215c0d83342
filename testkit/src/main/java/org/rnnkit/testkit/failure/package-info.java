/** The failure of a graded test, as data that reports, boards and pages put into words. */
package org.rnnkit.testkit.failure;
