/** Models and minibatches that tests pass to a step, so that mistakes in other steps do not affect it, and watch the call. */
package org.rnnkit.testkit.given;
