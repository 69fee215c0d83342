/**
 * What every step is given: the text and its vocabulary, minibatches, the model interface, updaters,
 * monitors and plots. Nothing here knows the steps.
 */
package org.rnnkit.toolkit;
