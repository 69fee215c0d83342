/** Work in the background: what the studio starts, watches and stops, its processes, and the cells that a learner runs. */
package org.rnnkit.learner.background;
