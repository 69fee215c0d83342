/** What runs in a process of its own, because an engine's threads are set once, when it loads. */
package org.rnnkit.bench.worker;
