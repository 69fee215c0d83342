/** The warm process for a learner's code, and its users: the graded tests and the cells of the chapters. */
package org.rnnkit.learner.lab;
