/** The drawings that the studio makes from numbers: from the results of a learner's step, or from a weight that she moves. */
package org.rnnkit.learner.show;
