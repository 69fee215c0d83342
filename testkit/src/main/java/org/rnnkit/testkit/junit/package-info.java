/** JUnit extensions that run the graded tests: parameters, order, time limit, and messages for what a step throws. */
package org.rnnkit.testkit.junit;
