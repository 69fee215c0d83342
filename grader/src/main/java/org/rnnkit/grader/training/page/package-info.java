/** The page of a training: its curves, its samples and the inside of the trained model. */
package org.rnnkit.grader.training.page;
