package org.rnnkit.bench.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.toolkit.AtomicFile;

/** The line of the README about the speed of training. It has ratios, because seconds depend on the machine. */
public final class ReadmeSpeed {

    /** The name of the README. */
    public static final String FILE = "README.md";

    private static final String START = "**Speed of training.** ";

    private ReadmeSpeed() {}

    /**
     * Replaces the line in the README.
     *
     * @param readme the README; one without the line stays as it is
     * @param all the results of all processors
     * @throws IOException if the file can't be read or written
     */
    public static void update(Path readme, List<Results> all) throws IOException {
        String text = Files.readString(readme).lines().map(line -> line.startsWith(START) ? line(all) : line)
                .collect(Collectors.joining("\n")) + "\n";
        AtomicFile.write(readme, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Makes the line from the first results that are not quick. */
    static String line(List<Results> all) {
        return START + all.stream().filter(results -> !results.quick()).flatMap(results -> sentence(results).stream())
                .findFirst().map(sentence -> sentence + " ").orElse("")
                + "[docs/performance.md](docs/performance.md) has all figures, also of other processors, and what limits them.";
    }

    private static Optional<String> sentence(Results results) {
        Optional<Pass> idle = results.passes().stream().filter(pass -> pass.busyCores() == 0).findFirst();
        return idle.flatMap(pass -> Rows.fastest(pass, Rows.BY_HAND)).flatMap(byHand -> Rows.fastest(idle.get(), Rows.REFERENCE)
                .filter(reference -> reference.toEager() != null && byHand.toLimit() != null)
                .map(reference -> "On " + Processors.words(results) + ", `train --by-hand` is "
                        + ratio(byHand, Row::toEager) + " times as fast as eager PyTorch, and the reference "
                        + ratio(reference, Row::toEager) + " times. By hand reaches " + ratio(byHand, Row::toLimit)
                        + " of the speed of the bare matrix products."));
    }

    private static String ratio(Row row, Function<Row, Spread> figure) {
        return Table.number(figure.apply(row).median(), 2);
    }
}
