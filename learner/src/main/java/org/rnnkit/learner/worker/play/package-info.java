/** The code that lets a trained model write: it calls a learner's steps, so it is loaded beside them. */
package org.rnnkit.learner.worker.play;
