/** Text generation with a trained model: once, or on request. */
package org.rnnkit.learner.play;
