/**
 * How fast the kit trains, and what bounds it. {@link org.rnnkit.bench.Bench} is the table of contents; what runs in
 * processes of their own is in {@code worker}, and in bench/eager_pytorch.py.
 */
package org.rnnkit.bench;
