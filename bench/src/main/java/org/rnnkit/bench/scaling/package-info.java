/** What happens as work grows. */
package org.rnnkit.bench.scaling;
