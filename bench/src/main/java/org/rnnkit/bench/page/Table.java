package org.rnnkit.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.rnnkit.bench.result.Spread;

/** A table in Markdown. The first column is text, the others are numbers. */
final class Table {

    private final List<String> lines = new ArrayList<>();

    Table(String... columns) {
        add(columns);
        lines.add("|---|" + "---:|".repeat(columns.length - 1));
    }

    Table add(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }

    /** Formats a median and its range with a number of decimals; a dash if nothing was measured. */
    static String spread(Spread spread, int decimals) {
        return spread == null ? "–"
                : number(spread.median(), decimals) + " (" + number(spread.min(), decimals) + "–"
                        + number(spread.max(), decimals) + ")";
    }

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Formats a number of megabytes; a dash if the system does not report it. */
    static String megabytes(Double value) {
        return value == null ? "–" : number(value, 0);
    }
}
