package org.rnnkit.bench.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.bench.result.Wait;

/** The table that compares processors. It has a row for each file of results. */
final class Processors {

    private static final int WHOLE = 500;

    private Processors() {}

    static String table(List<Results> all) {
        Table table = new Table("processor", "measured", "bare products on two threads, tokens/s", "by hand, two threads",
                "by hand, one", "the reference, one", "by hand, to eager PyTorch", "the reference, to eager PyTorch",
                "500 epochs by hand, s", "grading a class, s each");
        for (Results results : all) {
            Optional<Pass> idle = results.passes().stream().filter(pass -> pass.busyCores() == 0).findFirst();
            table.add(words(results) + (results.quick() ? " (quick run)" : ""), results.day().isEmpty() ? "–" : results.day(),
                    cell(idle.flatMap(pass -> Rows.of(pass, Rows.PRODUCTS, 2)), Row::tokensPerSecond, 0),
                    cell(idle.flatMap(pass -> Rows.of(pass, Rows.BY_HAND, 2)), Row::toLimit, 2),
                    cell(idle.flatMap(pass -> Rows.of(pass, Rows.BY_HAND, 1)), Row::toLimit, 2),
                    cell(idle.flatMap(pass -> Rows.of(pass, Rows.REFERENCE, 1)), Row::toLimit, 2),
                    cell(idle.flatMap(pass -> Rows.fastest(pass, Rows.BY_HAND)), Row::toEager, 2),
                    cell(idle.flatMap(pass -> Rows.fastest(pass, Rows.REFERENCE)), Row::toEager, 2),
                    cell(results.endurance().stream().filter(e -> e.title().equals(Rows.BY_HAND) && e.epochs() == WHOLE)
                            .findFirst(),
                            Endurance::seconds, 0),
                    cell(results.grading().stream().filter(wait -> wait.id().equals("class2")).findFirst(), Wait::seconds, 1));
        }
        return table.toString();
    }

    /** Names a processor with its cores, such as "AMD EPYC, 2 cores". */
    static String words(Results results) {
        Machine machine = results.machine();
        return machine.processorWords() + (machine.model() == null ? "" : " (" + machine.model() + ")") + ", "
                + machine.cores() + " cores" + (machine.device().equals("cpu") ? "" : ", " + machine.device());
    }

    private static <T> String cell(Optional<T> row, Function<T, Spread> figure, int decimals) {
        return row.map(figure).map(spread -> Table.number(spread.median(), decimals)).orElse("–");
    }
}
