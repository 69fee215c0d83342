package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Wait;

/**
 * Measurements in turns, A B C A B C, so that the machine's other work affects all of them in the same way. One that fails
 * is left out from then on.
 *
 * @param rounds the number of turns of each
 * @param progress receives a line for the user after each turn
 * @param absent receives each one that failed
 */
record Turns(int rounds, Consumer<String> progress, Consumer<Absent> absent) {

    /** Measures all of them, after one turn that does not count. */
    List<Wait> warm(List<Timed> all) throws IOException {
        List<Timed> working = new ArrayList<>();
        for (Timed timed : all) {
            progress.accept(timed.what() + ", warm-up");
            if (take(timed) != null) {
                working.add(timed);
            }
        }
        return measure(working);
    }

    /** Measures all of them. */
    List<Wait> measure(List<Timed> all) throws IOException {
        Map<Timed, List<Double>> seconds = new LinkedHashMap<>();
        all.forEach(timed -> seconds.put(timed, new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (Timed timed : List.copyOf(seconds.keySet())) {
                Double taken = take(timed);
                if (taken == null) {
                    seconds.remove(timed);
                } else {
                    seconds.get(timed).add(taken);
                    progress.accept(String.format(Locale.ROOT, "%s, round %d of %d: %.2f s", timed.what(), round, rounds,
                            taken));
                }
            }
        }
        return seconds.entrySet().stream().filter(entry -> !entry.getValue().isEmpty()).map(entry -> new Wait(
                entry.getKey().id(), entry.getKey().what(), entry.getKey().limit(), entry.getValue())).toList();
    }

    /** Returns the seconds of one turn; null if it failed. */
    private Double take(Timed timed) throws IOException {
        try {
            return timed.timing().seconds();
        } catch (BenchException e) {
            progress.accept(timed.what() + " failed: " + e.getMessage());
            absent.accept(new Absent(timed.what(), e.getMessage()));
            return null;
        }
    }
}
