/** Help for a learner: the state of the steps, hints, stubs to start from or to go back to, and the reference to compare. */
package org.rnnkit.learner.guide;
