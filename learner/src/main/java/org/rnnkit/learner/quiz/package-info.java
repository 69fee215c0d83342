/** The questions of each chapter, with an answer to every choice, and the answers to its "Going further". */
package org.rnnkit.learner.quiz;
