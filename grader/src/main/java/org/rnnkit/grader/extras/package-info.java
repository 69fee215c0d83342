/** Points in addition to the steps': for clean code and for a low perplexity. */
package org.rnnkit.grader.extras;
