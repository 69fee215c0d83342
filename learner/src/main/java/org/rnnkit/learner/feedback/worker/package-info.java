/** The worker that tests one save after the other. */
package org.rnnkit.learner.feedback.worker;
