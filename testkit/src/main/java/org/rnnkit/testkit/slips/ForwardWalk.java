package org.rnnkit.testkit.slips;

import java.util.List;

/** The hidden states of a wrong walk over the time steps, beginning with the state before the first. */
record ForwardWalk(String words, List<double[][]> hiddens) {}
