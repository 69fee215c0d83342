/** The process that runs a learner's code, its tasks and their answers. */
package org.rnnkit.learner.worker;
