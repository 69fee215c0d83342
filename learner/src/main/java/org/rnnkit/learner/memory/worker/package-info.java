/** The worker that measures how much each character of a text counts for what a network expects next. */
package org.rnnkit.learner.memory.worker;
