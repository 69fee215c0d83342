/** Models and minibatches that tests pass to a step, so that mistakes in other steps don't affect it. */
package org.rnnkit.testkit.given;
