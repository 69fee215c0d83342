/** The worker that runs a student's steps for a showcase, and the results, which know how they are drawn. */
package org.rnnkit.learner.showcase.worker;
