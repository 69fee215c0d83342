/** The time limit of a step's code. It has a package of its own because a worker needs it before it gets the tests. */
package org.rnnkit.testkit.limit;
