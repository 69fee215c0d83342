package org.rnnkit.bench.race;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.worker.Request;

/** What competitors of one race are compared with. */
public final class Comparison {

    private Comparison() {}

    /**
     * Compares each with eager PyTorch at its best and with the limit on as many threads.
     *
     * @param standings of one race
     * @return a row each, in the same order
     */
    public static List<Row> of(List<RaceResult> standings) {
        Optional<RaceResult> eager = standings.stream().filter(s -> s.competitor().does(Competitor.EAGER))
                .max(Comparator.comparingDouble(s -> s.speed().median()));
        return standings.stream().map(standing -> {
            Competitor competitor = standing.competitor();
            Optional<RaceResult> limit = standings.stream().filter(s -> s.competitor().does(Request.PRODUCTS)
                    && s.competitor().threads() == competitor.threads()).findFirst();
            return new Row(competitor.id(), competitor.title(), competitor.threads(), standing.speed(),
                    eager.map(standing::against).orElse(null), limit.map(standing::against).orElse(null),
                    standing.rounds(), standing.memory());
        }).toList();
    }
}
