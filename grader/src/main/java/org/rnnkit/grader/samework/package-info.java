/** The search for equal work: files of different submissions that are the same code. It never changes a mark. */
package org.rnnkit.grader.samework;
