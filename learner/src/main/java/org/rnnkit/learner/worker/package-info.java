/** The processes that run a learner's own steps: tests after each save, experiments, memory and writing. */
package org.rnnkit.learner.worker;
