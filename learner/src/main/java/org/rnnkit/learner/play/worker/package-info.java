/** The workers that load a trained model and write with it. */
package org.rnnkit.learner.play.worker;
