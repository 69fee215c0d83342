/** Work in the background: one type for what the studio starts, watches and stops, and one for its processes. */
package org.rnnkit.learner.background;
