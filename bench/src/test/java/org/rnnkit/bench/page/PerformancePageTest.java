package org.rnnkit.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Axis;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Part;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Point;
import org.rnnkit.bench.result.ProcessMemory;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.bench.result.TrainingMeasurement;
import org.rnnkit.bench.result.Wait;

/** Tests of the page, with invented measurements. */
class PerformancePageTest {

    private static final Machine MACHINE = new Machine("Linux amd64", "A Processor", "family 6, model 207", 2, 8_192, 0.1,
            "A VM 17", "0.36.0", "2.7.1", "2.6.0 with openblas", "cpu");

    private static final Absent COMPILE = new Absent("torch.compile on one thread", "no\ncompiler");

    @TempDir
    private Path folder;

    @Test
    void showsMeasurementsAndTheirComparisons() throws IOException {
        Results results = results();
        results.passes().add(new Pass(0, List.of(row(40_000, 500)), List.of(COMPILE)));
        results.passes().add(new Pass(1, List.of(row(20_000, 500)), List.of()));
        results.parts().add(new Part("forward", new Spread(9.5, 9, 10)));
        results.parts().add(new Part("oneHot", new Spread(1, 1, 1)));
        for (String name : List.of("hidden", "batch", "tokens")) {
            results.scaling().add(new Axis(name, List.of(new Point(64, List.of(row(200_000, 300))),
                    new Point(128, List.of(row(150_000, 310))), new Point(2048, List.of(row(3_000, 900))))));
        }
        results.endurance().add(Endurance.of("reference-1", "the reference", 500, 50,
                List.of(new TrainingMeasurement(1.5, 120, 400.0, 410.0, 1.3))));
        results.tools().add(new Wait("jvm", "limit: a JVM", null, List.of(0.1, 0.2)));
        results.tools().add(new Wait("help", "`./rnnkit --help`", "jvm", List.of(0.3, 0.4)));
        results.grading().add(new Wait("steps", "steps", "engine", List.of(0.1)));
        results.measured().put("tools", "2026-01-02");
        results.measured().put("speed", "2026-01-01");
        PerformancePage.write(List.of(results), folder);

        String page = Files.readString(folder.resolve("performance.md"));
        assertThat(page).doesNotContain("{", "Not measured").contains(
                "| the reference | 1 | 40,000 (39,000–41,000) | – | – | 0.7 |",
                "Could not be run: torch.compile on one thread, because of this: no compiler",
                "keeps one core busy", "| `forward` | 9.500 (9.000–10.000) |", "A Processor (family 6, model 207), 2 cores",
                "take 9.5 ms together; a minibatch of the reference took 28.0 ms",
                "From 64 to 128 the reference's speed became 0.75 times",
                "From 128 to 2,048 the reference's speed became 0.02 times",
                "| the reference | 1.50 (1.50–1.50) | 120.0 (120.0–120.0) | 400 (400–400) | 410 (410–410) | 2.5 % "
                        + "| 1.30 (1.30–1.30) |", "each once", "It has not been run",
                "| `./rnnkit --help` | 0.35 (0.30–0.40) | 2.5 (2.0–3.0) | a JVM |", "Measured in turns, 2 times each",
                "| A Processor (family 6, model 207), 2 cores | 2026-01-02 |", "Days: speed 2026-01-01, tools 2026-01-02.");
        for (String name : List.of("hidden", "batch", "tokens")) {
            assertThat(ImageIO.read(folder.resolve("performance/" + name + ".png").toFile()).getWidth()).isEqualTo(2560);
        }
    }

    @Test
    void saysWhichMeasurementsAreMissing() {
        assertThat(PerformancePage.text(List.of(results()))).doesNotContain("{").contains("Not measured in this run.");
    }

    @Test
    void warnsAboutQuickRunsAndBusyMachines() {
        Machine busy = new Machine("Linux", "A Processor", "family 6, model 207", 2, 8_192, 7.5, "A VM 17", "0.36.0", "2.7.1",
                null, "cpu");

        assertThat(PerformancePage.text(List.of(Results.empty(busy, "a text", true, 1, 3, 0.5, 2))))
                .contains("not to be quoted", "--quick", "load 7.5");
        assertThat(PerformancePage.text(List.of(results()))).doesNotContain("not to be quoted");
    }

    @Test
    void comparesProcessorsInOneTable() {
        Results quick = results();
        quick.endurance().add(Endurance.of("byHand-2", "by hand", 20, 2,
                List.of(new TrainingMeasurement(1, 5, 1.0, 1.0, 9.0))));
        Results whole = results();
        whole.passes().add(new Pass(0, List.of(new Row("byHand-2", "by hand", 2, at(90_000), at(1.9), at(0.81), List.of(),
                1.0, new ProcessMemory(null, null))), List.of()));
        whole.endurance().add(Endurance.of("byHand-2", "by hand", 500, 50,
                List.of(new TrainingMeasurement(1, 50, 1.0, 1.0, 1.0))));
        whole.grading().add(new Wait("class2", "a class", "engine", List.of(2.9)));
        whole.measured().put("speed", "2026-01-02");

        assertThat(PerformancePage.text(List.of(whole, quick))).contains("Day: 2026-01-02.",
                "| A Processor (family 6, model 207), 2 cores | 2026-01-02 | – | 0.81 | – | – | 1.90 | – | 50 | 2.9 |",
                "| A Processor (family 6, model 207), 2 cores | – | – | – | – | – | – | – | – | – |");
    }

    private static Spread at(double value) {
        return new Spread(value, value, value);
    }

    @Test
    void saysWhichGroupsFailed() {
        Results results = results();
        results.absent().add(new Absent("grading", "There is no Maven."));

        assertThat(PerformancePage.text(List.of(results)))
                .contains("**Could not be measured completely:** grading, because of this: There is no Maven.");
    }

    @Test
    void drawsAnAxisWithoutMemory() throws IOException {
        Results results = results();
        Row row = new Row("reference-1", "the reference", 1, new Spread(1, 1, 1), null, null, List.of(1.0),
                null, new ProcessMemory(null, null));
        results.scaling().add(new Axis("hidden", List.of(new Point(64, List.of(row)), new Point(128, List.of(row)))));
        PerformancePage.write(List.of(results), folder);

        assertThat(folder.resolve("performance/hidden.png")).exists();
    }

    @Test
    void writesResultsThatCanBeReadAgain() throws IOException {
        Results results = results();
        results.passes().add(new Pass(0, List.of(row(40_000, 500)), List.of(COMPILE)));
        for (Double memory : Arrays.asList(400.0, null)) {
            results.endurance().add(Endurance.of("reference-1", "the reference", 500, 50,
                    List.of(new TrainingMeasurement(1.5, 120, memory, memory, 1.3))));
        }
        results.tools().add(new Wait("jvm", "a JVM", null, List.of(0.1)));
        results.absent().add(new Absent("grading", "no Maven"));
        results.measured().put("speed", "2026-01-02");
        results.write(folder);

        assertThat(Results.readAll(folder)).containsExactly(results);
        assertThat(Files.list(folder)).as("no other file").containsExactly(
                folder.resolve("a-processor-family-6-model-207.json"));
    }

    private static Results results() {
        return Results.empty(MACHINE, "The Time Machine (cache)", false, 1, 10, 2, 3);
    }

    private static Row row(double speed, double peak) {
        return new Row("reference-1", "the reference", 1, new Spread(speed, speed - 1_000, speed + 1_000), null, null,
                List.of(speed - 1_000, speed, speed + 1_000), 0.7, new ProcessMemory(peak, peak));
    }
}
