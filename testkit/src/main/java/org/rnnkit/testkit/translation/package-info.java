/** The kit's texts in another language than English. No other package knows which language is chosen. */
package org.rnnkit.testkit.translation;
