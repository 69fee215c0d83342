/** The studio's pages of the steps: board, chapter, verdict, hints, and the comparison with the reference. */
package org.rnnkit.learner.lesson;
