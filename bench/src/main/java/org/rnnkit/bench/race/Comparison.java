package org.rnnkit.bench.race;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.worker.Request;

/** The comparison of the competitors of one race. */
public final class Comparison {

    private Comparison() {}

    /**
     * Compares each competitor with the fastest eager PyTorch, and with the bare matrix products on as many threads.
     *
     * @param results the results of one race
     * @return a row for each result, in the same order
     */
    public static List<Row> of(List<RaceResult> results) {
        Optional<RaceResult> eager = results.stream().filter(r -> r.competitor().does(Competitor.EAGER))
                .max(Comparator.comparingDouble(r -> r.speed().median()));
        return results.stream().map(result -> {
            Competitor competitor = result.competitor();
            Optional<RaceResult> limit = results.stream().filter(r -> r.competitor().does(Request.PRODUCTS)
                    && r.competitor().threads() == competitor.threads()).findFirst();
            return new Row(competitor.id(), competitor.title(), competitor.threads(), result.speed(),
                    eager.map(result::ratioTo).orElse(null), limit.map(result::ratioTo).orElse(null),
                    result.rounds(), result.startSeconds(), result.memory());
        }).toList();
    }
}
