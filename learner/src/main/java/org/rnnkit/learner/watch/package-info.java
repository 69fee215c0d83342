/** The session: on each save it runs the tests of the changed steps and shows the verdict. */
package org.rnnkit.learner.watch;
