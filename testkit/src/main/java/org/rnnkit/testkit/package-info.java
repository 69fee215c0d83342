/** The parts of graded tests: random sizes and values, expectations, known slips. */
package org.rnnkit.testkit;
