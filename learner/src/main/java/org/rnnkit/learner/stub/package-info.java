/** A step's stub, derived from its solution. */
package org.rnnkit.learner.stub;
