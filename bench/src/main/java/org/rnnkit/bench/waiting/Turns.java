package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rnnkit.bench.result.Wait;

/**
 * Measurements in turns, A B C A B C, so that the machine's other work affects all of them in the same way.
 *
 * @param rounds the number of turns of each
 * @param progress receives a line for the user after each turn
 */
record Turns(int rounds, Consumer<String> progress) {

    /** Measures all of them, after one turn that does not count. */
    List<Wait> warm(List<Timed> all) throws IOException {
        for (Timed timed : all) {
            progress.accept(timed.what() + ", warm-up");
            timed.timing().seconds();
        }
        return measure(all);
    }

    /** Measures all of them. */
    List<Wait> measure(List<Timed> all) throws IOException {
        List<List<Double>> seconds = all.stream().<List<Double>>map(timed -> new ArrayList<>()).toList();
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < all.size(); i++) {
                double taken = all.get(i).timing().seconds();
                seconds.get(i).add(taken);
                progress.accept(String.format(Locale.ROOT, "%s, round %d of %d: %.2f s", all.get(i).what(), round, rounds,
                        taken));
            }
        }
        return IntStream.range(0, all.size()).mapToObj(i -> new Wait(all.get(i).id(), all.get(i).what(), all.get(i).limit(),
                seconds.get(i))).toList();
    }
}
