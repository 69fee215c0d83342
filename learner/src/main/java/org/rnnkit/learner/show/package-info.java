/** What the studio draws: below "passed" what a step's code returned, and before step 1 a number's loss. */
package org.rnnkit.learner.show;
