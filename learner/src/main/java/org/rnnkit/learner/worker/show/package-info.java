/** The code that computes what the pictures of passed steps show: it calls a learner's steps, so it is loaded beside them. */
package org.rnnkit.learner.worker.show;
