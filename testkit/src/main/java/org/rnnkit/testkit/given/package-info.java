/** Models and minibatches that tests hand to a step, so that no other step's mistakes reach it. */
package org.rnnkit.testkit.given;
