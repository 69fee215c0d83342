/** Long tasks of the studio: they run in the background, can be stopped, and say how far they are. */
package org.rnnkit.learner.background;
