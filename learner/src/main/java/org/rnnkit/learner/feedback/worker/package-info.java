/** The worker process that tests one save after another. */
package org.rnnkit.learner.feedback.worker;
