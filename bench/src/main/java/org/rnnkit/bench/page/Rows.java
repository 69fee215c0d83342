package org.rnnkit.bench.page;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Row;

/** The rows of a race that the page speaks about. */
final class Rows {

    static final String BY_HAND = "by hand";
    static final String REFERENCE = "the reference";
    static final String EAGER = "eager PyTorch";
    static final String PRODUCTS = "bare matrix products";

    private Rows() {}

    static Optional<Row> of(Pass pass, String title, int threads) {
        return rows(pass, title).stream().filter(row -> row.threads() == threads).findFirst();
    }

    static Optional<Row> fastest(Pass pass, String title) {
        return rows(pass, title).stream().max(Comparator.comparingDouble(row -> row.tokensPerSecond().median()));
    }

    /** Finds the row that corresponds to {@code ./rnnkit train}: the reference on one thread, by hand on the most threads. */
    static Optional<Row> asTrained(Pass pass, String title) {
        Comparator<Row> threads = Comparator.comparingInt(Row::threads);
        return rows(pass, title).stream().max(title.equals(BY_HAND) ? threads : threads.reversed());
    }

    private static List<Row> rows(Pass pass, String title) {
        return pass.rows().stream().filter(row -> row.title().equals(title)).toList();
    }
}
