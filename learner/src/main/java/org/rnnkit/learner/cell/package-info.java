/** Cells: lines of Java that a learner changes and runs, on a chapter's page or in a terminal. */
package org.rnnkit.learner.cell;
