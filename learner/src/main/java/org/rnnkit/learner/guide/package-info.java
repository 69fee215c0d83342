/** Help for a learner: how the steps stand, hints, a step begun again, the reference beside their own code. */
package org.rnnkit.learner.guide;
