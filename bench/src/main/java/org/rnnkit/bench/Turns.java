package org.rnnkit.bench;

import java.io.IOException;
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
    void measure(List<Contestant> contestants, Results results) throws InterruptedException {
        Map<Contestant, List<Double>> values = new LinkedHashMap<>();
        contestants.forEach(contestant -> values.put(contestant, new ArrayList<>()));
        try {
            for (int round = 0; round <= rounds; round++) {
                for (Contestant contestant : List.copyOf(values.keySet())) {
                    try {
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                        double value = contestant.work().measure();
                        if (round > 0) {
                            values.get(contestant).add(value);
                        }
                        progress.accept(line(contestant, round, value));
                    } catch (IOException e) {
                        progress.accept(contestant.name() + " is left out: " + e.getMessage());
                        results.absent().add(new Absent(contestant.name(), e.getMessage()));
                        values.remove(contestant);
                    }
                }
            }
        } finally {
            contestants.forEach(contestant -> contestant.end().run());
        }
        values.forEach((contestant, rounds) -> results.rows().add(new Row(contestant.name(), contestant.unit(),
                contestant.comparedWith(), rounds)));
    }

    private String line(Contestant contestant, int round, double value) {
        return String.format(Locale.ROOT, "%s: %s, %s", round == 0 ? "warm-up" : "round " + round + " of " + rounds,
                contestant.name(), Report.value(value, contestant.unit()));
    }

    /**
     * Something that is measured in turns with others: a training, or a command that a user waits for.
     *
     * @param name the name for people, which is also the name in the results
     * @param unit the unit of the measured values: tokens/s, where more is better, or s, where less is better
     * @param comparedWith the names of the contestants of the same run that this one is compared with
     * @param work its work in one turn
     * @param end ends what the work has started
     */
    record Contestant(String name, String unit, List<String> comparedWith, Work work, Runnable end) {}

    /** Work that is measured. */
    interface Work {

        /**
         * Works for one turn.
         *
         * @return the measured value in the contestant's unit
         * @throws IOException if it fails; the message is the reason, for the user
         */
        double measure() throws IOException, InterruptedException;
    }
}
