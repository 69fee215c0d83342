package org.rnnkit.bench.race;

import java.util.List;
import org.rnnkit.bench.result.Absent;

/**
 * The outcome of a race.
 *
 * @param results a result for each competitor that ran, in the order of the competitors
 * @param absent the competitors that could not start
 */
public record RaceOutcome(List<RaceResult> results, List<Absent> absent) {}
