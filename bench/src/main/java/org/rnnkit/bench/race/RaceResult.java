package org.rnnkit.bench.race;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.result.Spread;

/**
 * The result of one competitor in a race.
 *
 * @param competitor the competitor
 * @param rounds the speed in tokens/s in each round; the same index is about the same time for all competitors
 * @param startSeconds the time from the start of its process to the end of its first minibatch
 * @param memory the memory of its process at the end
 */
public record RaceResult(Competitor competitor, List<Double> rounds, double startSeconds, ProcessMemory memory) {

    /** Returns the median and range of the speed, in tokens/s. */
    public Spread speed() {
        return Spread.of(rounds);
    }

    /** Returns the ratio of this speed to another's. It is computed round by round, so that a slow moment affects both. */
    public Spread ratioTo(RaceResult other) {
        return Spread.of(IntStream.range(0, rounds.size()).mapToObj(i -> rounds.get(i) / other.rounds.get(i)).toList());
    }
}
