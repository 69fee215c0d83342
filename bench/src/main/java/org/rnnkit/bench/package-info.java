/**
 * The benchmark: how fast the kit trains beside PyTorch and the bare matrix products, how long its users wait, and whether a
 * change has made either slower. Read {@link org.rnnkit.bench.Bench} first.
 */
package org.rnnkit.bench;
