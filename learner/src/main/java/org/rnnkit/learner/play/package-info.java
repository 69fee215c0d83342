/** Text written by a trained model, as often as the user asks. */
package org.rnnkit.learner.play;
