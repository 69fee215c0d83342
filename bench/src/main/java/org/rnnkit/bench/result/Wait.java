package org.rnnkit.bench.result;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * The time that a user waits for an answer of the kit.
 *
 * @param id its name in files
 * @param what the command or the event, in words
 * @param limit the id of the wait that can't be undercut, with which it is compared; null for a limit and for a difference
 * @param rounds the seconds in each round; the same index is about the same time for all waits of a group
 */
public record Wait(String id, String what, String limit, List<Double> rounds) {

    /** Returns the median and range, in seconds. */
    public Spread seconds() {
        return Spread.of(rounds);
    }

    /** Returns the ratio of this time to another one, computed round by round. */
    public Spread ratioTo(Wait other) {
        return Spread.of(pairs(other, (mine, its) -> mine / its));
    }

    /**
     * Makes the wait that this one has beyond another one, computed round by round.
     *
     * @param other the shorter wait
     * @param newId the name of the difference in files
     * @param newWhat the difference in words
     * @return the difference, which has no limit
     */
    public Wait beyond(Wait other, String newId, String newWhat) {
        return new Wait(newId, newWhat, null, pairs(other, (mine, its) -> mine - its));
    }

    private List<Double> pairs(Wait other, BinaryOperator<Double> operator) {
        return IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
                .mapToObj(i -> operator.apply(rounds.get(i), other.rounds.get(i))).toList();
    }
}
