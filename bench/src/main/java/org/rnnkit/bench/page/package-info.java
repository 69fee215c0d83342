/** A run's results for people: docs/performance.md. */
package org.rnnkit.bench.page;
