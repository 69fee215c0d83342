/** Help for a learner: the state of the steps, hints, a reset, and the reference beside their own code. */
package org.rnnkit.learner.guide;
