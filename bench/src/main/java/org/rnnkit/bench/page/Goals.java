package org.rnnkit.bench.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;

/** The goals for training. Most are ratios of two values of the same run, so that they make sense on any machine. */
final class Goals {

    private static final String BY_HAND = "by hand";
    private static final String REFERENCE = "the reference";
    private static final double PERCENT = 100;
    private static final int WHOLE = 500;

    private Goals() {}

    /** Returns all goals for which the run has measurements. */
    static List<Goal> of(Results results) {
        List<Goal> goals = new ArrayList<>();
        List<Pass> passes = results.passes();
        Optional<Pass> idle = passes.stream().filter(pass -> pass.busyCores() == 0).findFirst();
        Optional<Pass> busy = passes.stream().filter(pass -> pass.busyCores() > 0).findFirst();
        idle.flatMap(pass -> fastest(pass, BY_HAND)).ifPresent(row -> {
            if (row.toEager() != null) {
                goals.add(Goal.atLeast("by hand, to eager PyTorch at its best", 2, row.toEager().median()));
            }
            if (row.toLimit() != null) {
                goals.add(Goal.atLeast("by hand, to the bare matrix products", 0.7, row.toLimit().median()));
            }
        });
        idle.flatMap(pass -> fastest(pass, REFERENCE)).filter(row -> row.toEager() != null).ifPresent(row -> goals.add(
                Goal.atLeast("the reference, to eager PyTorch at its best", 1.3, row.toEager().median())));
        for (String title : List.of(BY_HAND, REFERENCE)) {
            idle.flatMap(pass -> asTrained(pass, title)).ifPresent(before -> busy.flatMap(pass -> asTrained(pass, title))
                    .ifPresent(after -> goals.add(Goal.atLeast(title + ", what a busy core leaves of its speed", 0.5,
                            after.tokensPerSecond().median() / before.tokensPerSecond().median()))));
        }
        for (Endurance training : results.endurance()) {
            if (training.growth() != null) {
                goals.add(Goal.below(training.title() + ", growth of memory from epoch " + training.earlyEpoch() + " to "
                        + training.epochs() + ", %", 5, training.growth().median() * PERCENT));
            }
            goals.add(Goal.below(training.title() + ", start to first epoch, s", 2, training.firstEpochSeconds().median()));
            if (training.title().equals(BY_HAND) && training.epochs() == WHOLE) {
                goals.add(Goal.below("by hand, " + training.epochs() + " epochs, s", 60, training.seconds().median()));
            }
        }
        return goals;
    }

    private static Optional<Row> fastest(Pass pass, String title) {
        return rows(pass, title).stream().max(Comparator.comparingDouble(row -> row.tokensPerSecond().median()));
    }

    /** Finds the row that corresponds to {@code ./rnnkit train}: the reference on one thread, by hand on the most threads. */
    private static Optional<Row> asTrained(Pass pass, String title) {
        Comparator<Row> threads = Comparator.comparingInt(Row::threads);
        return rows(pass, title).stream().max(title.equals(BY_HAND) ? threads : threads.reversed());
    }

    private static List<Row> rows(Pass pass, String title) {
        return pass.rows().stream().filter(row -> row.title().equals(title)).toList();
    }
}
