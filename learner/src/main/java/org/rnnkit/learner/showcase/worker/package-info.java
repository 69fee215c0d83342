/** The worker that shows what a student's steps can do. */
package org.rnnkit.learner.showcase.worker;
