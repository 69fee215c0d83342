/** The exception for a measurement that failed. */
package org.rnnkit.bench.error;
