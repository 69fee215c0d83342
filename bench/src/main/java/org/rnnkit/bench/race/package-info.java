/** The race between processes that take turns: each works for a moment while the others wait, round after round. */
package org.rnnkit.bench.race;
