package org.rnnkit.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.rnnkit.bench.Results.Absent;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.Results.Row;

/**
 * The loop of all measurements. The contestants take turns, A B C A B C, so that the machine's other work affects all of them
 * in the same way. One that fails is left out from then on.
 *
 * @param rounds the number of turns of each contestant
 * @param progress receives a line for the user after each turn
 */
record Turns(int rounds, Consumer<String> progress) {

    /** The pause before each turn: OpenMP's threads spin for 0.2 s after their work, which would disturb the next one. */
    private static final long PAUSE_MILLIS = 250;

    /**
     * Measures all contestants, after one turn of each that does not count, and closes them. Adds a row for each to the
     * results, or the reason why it could not be measured.
     */
    void measure(List<Contestant> contestants, Results results) {
        Map<Contestant, List<Double>> values = new LinkedHashMap<>();
        try {
            contestants.forEach(contestant -> values.put(contestant, new ArrayList<>()));
            for (int round = 0; round <= rounds; round++) {
                for (Contestant contestant : List.copyOf(values.keySet())) {
                    try {
                        pause();
                        double value = contestant.turn();
                        if (round > 0) {
                            values.get(contestant).add(value);
                        }
                        progress.accept(line(contestant, round, value));
                    } catch (BenchException e) {
                        progress.accept(contestant.name() + " is left out: " + e.getMessage());
                        results.absent().add(new Absent(contestant.name(), e.getMessage()));
                        values.remove(contestant);
                    }
                }
            }
        } finally {
            contestants.forEach(Contestant::close);
        }
        values.forEach((contestant, rounds) -> results.rows().add(new Row(contestant.name(), contestant.unit(),
                contestant.comparedWith(), rounds)));
    }

    private String line(Contestant contestant, int round, double value) {
        return String.format(Locale.ROOT, "%s: %s, %s", round == 0 ? "warm-up" : "round " + round + " of " + rounds,
                contestant.name(), Report.value(value, contestant.unit()));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /** The reason why something could not be measured. Its message is for the user. */
    static final class BenchException extends RuntimeException {

        private static final long serialVersionUID = 1;

        BenchException(String message) {
            super(message);
        }
    }

    /** Something that is measured in turns with others: a training, or a command that a user waits for. */
    interface Contestant extends AutoCloseable {

        /** Returns the name for people, which is also the name in the results. */
        String name();

        /** Returns the unit of the measured values: tokens/s, where more is better, or s, where less is better. */
        String unit();

        /** Returns the names of the contestants of the same run that this one is compared with. */
        List<String> comparedWith();

        /**
         * Works for one turn.
         *
         * @return the measured value in this contestant's unit
         * @throws BenchException if it fails; the message is the reason
         */
        double turn();

        /** Ends what was started for it. */
        @Override
        default void close() {}
    }
}
