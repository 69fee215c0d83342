/** The benchmarks of the parts of a minibatch, with JMH. */
package org.rnnkit.bench.parts;
