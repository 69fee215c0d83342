/** The exception for what could not be measured. */
package org.rnnkit.bench.error;
