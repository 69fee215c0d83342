/**
 * The benchmark: how fast the kit trains, and what limits the speed. Start to read at {@link org.rnnkit.bench.Bench}. Package
 * {@code worker} and bench/eager_pytorch.py run in separate processes.
 */
package org.rnnkit.bench;
