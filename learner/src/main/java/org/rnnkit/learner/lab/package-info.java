/** Where a learner's code runs: a warm process, the graded tests in it, and the cells of the chapters. */
package org.rnnkit.learner.lab;
