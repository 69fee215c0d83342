/**
 * The toolkit that every step uses: the text and its vocabulary, minibatches, the model interface, updaters,
 * and monitors. It does not know the steps.
 */
package org.rnnkit.toolkit;
