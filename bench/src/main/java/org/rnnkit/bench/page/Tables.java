package org.rnnkit.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Axis;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Part;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Point;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Wait;

/** The page's tables. */
final class Tables {

    private static final String NOT_MEASURED = "Not measured in this run.";
    private static final double PERCENT = 100;

    private Tables() {}

    static String passes(List<Pass> passes) {
        return passes.isEmpty() ? NOT_MEASURED
                : passes.stream().map(pass -> circumstances(pass) + "\n\n" + comparison(pass.rows()) + absent(pass.absent()))
                        .collect(Collectors.joining("\n\n"));
    }

    static String goals(List<Goal> goals) {
        if (goals.isEmpty()) {
            return NOT_MEASURED;
        }
        Table table = new Table("what", "goal", "measured", "reached");
        goals.forEach(goal -> table.add(goal.what(), goal.wanted(), goal.measured(), goal.reached() ? "yes" : "no"));
        return table.toString();
    }

    private static String circumstances(Pass pass) {
        return pass.busyCores() == 0 ? "On an idle machine:" : "With another process that keeps one core busy:";
    }

    static String comparison(List<Row> rows) {
        Table table = new Table("what", "threads", "tokens/s", "to eager PyTorch", "to the bare products",
                "start to first minibatch, s");
        rows.forEach(row -> table.add(row.title(), String.valueOf(row.threads()), Table.spread(row.tokensPerSecond(), 0),
                Table.spread(row.toEager(), 2), Table.spread(row.toLimit(), 2),
                row.startSeconds() == null ? "–" : Table.number(row.startSeconds(), 1)));
        return table.toString();
    }

    private static String absent(List<Absent> all) {
        return all.stream().map(absent -> "\n\nCould not be run: " + sentence(absent)).collect(Collectors.joining());
    }

    /** Lists the groups of measurements that failed; empty text if there are none. */
    static String failed(List<Absent> all) {
        return all.stream().map(absent -> "**Could not be measured completely:** " + sentence(absent) + "\n\n")
                .collect(Collectors.joining());
    }

    private static String sentence(Absent absent) {
        return absent.what() + ", because of this: " + absent.reason().replaceAll("\\s+", " ");
    }

    /** Returns waits as a table. Each is compared with its limit, which is a wait, too. */
    static String waits(List<Wait> waits) {
        if (waits.isEmpty()) {
            return NOT_MEASURED;
        }
        Map<String, Wait> limits = waits.stream().collect(Collectors.toMap(Wait::id, Function.identity()));
        Table table = new Table("what", "seconds", "times its limit", "limit");
        waits.forEach(wait -> table.add(wait.what(), Table.spread(wait.seconds(), 2),
                limit(wait, limits).map(limit -> Table.spread(wait.ratioTo(limit), 1)).orElse("–"),
                limit(wait, limits).map(limit -> limit.what().replace("limit: ", "")).orElse("–")));
        return table + "\n\nMeasured in turns, " + often(waits.get(0).rounds().size()) + " each.";
    }

    private static Optional<Wait> limit(Wait wait, Map<String, Wait> limits) {
        return Optional.ofNullable(wait.limit()).map(limits::get);
    }

    private static String often(int times) {
        return times == 1 ? "once" : times + " times";
    }

    static String parts(List<Part> parts) {
        if (parts.isEmpty()) {
            return NOT_MEASURED;
        }
        Table table = new Table("part", "milliseconds");
        parts.forEach(part -> table.add("`" + part.name() + "`", Table.spread(part.milliseconds(), 3)));
        return table.toString();
    }

    static String axis(Axis axis, String label) {
        List<String> columns = new ArrayList<>(List.of(label));
        axis.competitors().forEach(row -> columns.addAll(List.of(row.title() + ", tokens/s", "peak MB")));
        Table table = new Table(columns.toArray(String[]::new));
        for (Point point : axis.points()) {
            List<String> cells = new ArrayList<>(List.of(Table.number(point.value(), 0)));
            point.rows().forEach(row -> cells.addAll(List.of(Table.spread(row.tokensPerSecond(), 0),
                    Table.megabytes(row.memory().peak()))));
            table.add(cells.toArray(String[]::new));
        }
        return table.toString();
    }

    static String endurance(List<Endurance> trainings) {
        if (trainings.isEmpty()) {
            return NOT_MEASURED;
        }
        Endurance any = trainings.get(0);
        Table table = new Table("what", "start to first epoch, s", any.epochs() + " epochs, s",
                "MB after epoch " + any.earlyEpoch(), "MB after epoch " + any.epochs(), "growth", "perplexity");
        trainings.forEach(e -> table.add(e.title(), Table.spread(e.firstEpochSeconds(), 2), Table.spread(e.seconds(), 1),
                Table.spread(e.earlyMegabytes(), 0), Table.spread(e.lateMegabytes(), 0),
                e.growth() == null ? "–" : Table.number(e.growth().median() * PERCENT, 1) + " %",
                Table.spread(e.perplexity(), 2)));
        return table + "\n\nTrained in turns, each " + often(any.trainings()) + ". Both times begin with the start of the "
                + "process, so they include the start of the virtual machine and of the engine. Memory is resident memory.";
    }
}
