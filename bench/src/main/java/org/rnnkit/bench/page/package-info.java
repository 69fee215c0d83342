/** The page docs/performance.md, which shows the results of a run. */
package org.rnnkit.bench.page;
