/** JUnit extensions for the graded tests: parameters, order, time limit, and messages for exceptions from a student's code. */
package org.rnnkit.testkit.junit;
