package org.rnnkit.bench.race;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.result.Spread;

/**
 * How a competitor did.
 *
 * @param competitor who
 * @param rounds tokens/s, round by round; the same index is the same moment for all
 * @param memory at the end
 */
public record RaceResult(Competitor competitor, List<Double> rounds, ProcessMemory memory) {

    /** Its speed in tokens/s. */
    public Spread speed() {
        return Spread.of(rounds);
    }

    /** Its speed as a ratio to another's, round by round, so that what slowed both is left out. */
    public Spread against(RaceResult other) {
        return Spread.of(IntStream.range(0, rounds.size()).mapToObj(i -> rounds.get(i) / other.rounds.get(i)).toList());
    }
}
