package org.rnnkit.learner.play;

import java.util.List;

/**
 * What the small model writes, for small-text.jte.
 *
 * @param beginning what it has read
 * @param candidates what it expects after the beginning
 * @param numbers how many numbers it has learned
 */
public record SmallText(String beginning, String written, List<Candidate> candidates, String numbers) {}
