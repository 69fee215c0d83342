package org.rnnkit.testkit;

import java.util.Set;

/**
 * The results of the slips in one comparison.
 *
 * @param fitting the slips that give exactly this wrong result
 * @param refuted the slips that would give another result
 * @param pairs the pairs of slips that give this wrong result together, where no single one does
 */
record FittingSlips(Set<String> fitting, Set<String> refuted, Set<ComparedPair> pairs) {}
