/** The code of the competitors' processes. Each has its own process, because the engine's threads are set only once. */
package org.rnnkit.bench.worker;
