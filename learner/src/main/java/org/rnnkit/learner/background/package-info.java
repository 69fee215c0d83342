/** Work in the background, such as a training: what the studio starts, watches and stops. */
package org.rnnkit.learner.background;
