package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.Results.Absent;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.Results.Row;
import org.rnnkit.bench.Results.Spread;

/** Tests of the results, their file and their table. */
class ResultsTest {

    private static final Row PRODUCTS = new Row("products", "tokens/s", List.of(), List.of(1000.0, 2000.0, 4000.0));
    private static final Row TRAINING = new Row("training", "tokens/s", List.of("products", "missing"),
            List.of(500.0, 1800.0, 3000.0));
    private static final Row WAIT = new Row("help", "s", List.of(), List.of(0.5, 0.25));

    @TempDir
    private Path folder;

    @Test
    void hasMedianAndRange() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3));
        assertThat(WAIT.spread()).isEqualTo(new Spread(0.375, 0.25, 0.5));
    }

    @Test
    void comparesRoundByRound() {
        assertThat(TRAINING.ratioTo(PRODUCTS)).isEqualTo(new Spread(0.75, 0.5, 0.9));
    }

    @Test
    void makesOneTable() {
        assertThat(Report.table(all()).lines().skip(2)).containsExactly(
                "| products | 2,000 tokens/s | 1,000 to 4,000 |  |",
                "| training | 1,800 tokens/s | 500 to 3,000 | 0.75 of products |",
                "| help | 0.38 s | 0.50 to 0.25 |  |",
                "| broken | – | – | the reason |");
    }

    @Test
    void writesTheFile() throws IOException {
        Path file = folder.resolve("results/bench.json");
        all().write(file);

        assertThat(read(file)).isEqualTo(all());
    }

    @Test
    void writesOnlyBetweenThePagesMarkers() throws IOException {
        Path page = Files.writeString(folder.resolve("performance.md"), "before\n<!-- bench: ./rnnkit bench --out "
                + "docs/performance writes these lines -->\nold\n<!-- /bench -->\nafter\n");
        Report.writeInto(page, all());

        assertThat(page).content().startsWith("before\n").endsWith("<!-- /bench -->\nafter\n").contains(Report.section(all()))
                .doesNotContain("old");
        Files.writeString(page, "no markers");
        assertThatThrownBy(() -> Report.writeInto(page, all())).isInstanceOf(IOException.class);
        assertThat(page).hasContent("no markers");
    }

    @Test
    void thePublishedPageShowsThePublishedResults() throws IOException {
        Path docs = Path.of(System.getProperty("rnnkit.home"), "docs");
        Results published = read(docs.resolve("performance/bench.json"));
        Path page = Files.copy(docs.resolve("performance.md"), folder.resolve("performance.md"));
        Report.writeInto(page, published);
        if (Boolean.getBoolean("golden.update")) {
            Report.writeInto(docs.resolve("performance.md"), published);
        }

        assertThat(docs.resolve("performance.md")).as("-Dgolden.update=true writes it").hasSameTextualContentAs(page);
    }

    private static Results read(Path file) throws IOException {
        return new JsonMapper().readValue(file.toFile(), Results.class);
    }

    private static Results all() {
        Results results = Results.empty("a machine", "a setting", false);
        results.rows().addAll(List.of(PRODUCTS, TRAINING, WAIT));
        results.absent().add(new Absent("broken", "the\nreason"));
        return results;
    }
}
