/**
 * The graded tests run and put into words. A worker is given these classes and the tests only when the steps' code has
 * answered everything that it is asked.
 */
package org.rnnkit.grader.worker.tests;
