/** Points apart from the steps: clean code, a low perplexity. */
package org.rnnkit.grader.extras;
