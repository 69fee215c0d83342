/** What training one minibatch is made of, part by part, with JMH. */
package org.rnnkit.bench.parts;
