package org.rnnkit.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.error.BenchException;

/** Tests of the files with results, one for each processor. */
class ResultsTest {

    @TempDir
    private Path folder;

    @Test
    void keepsTheProcessorsApartAndHasTheNewestFirst() throws IOException {
        Results old = results("AMD(R) EPYC", "family 26, model 2", "2026-01-02");
        Results other = results("AMD(R) EPYC", "family 25, model 17", "2026-03-04");
        for (Results results : List.of(old, other)) {
            results.write(folder);
        }
        assertThat(Results.readAll(folder)).containsExactly(other, old);
        assertThat(old.file(folder)).isEqualTo(folder.resolve("amd-epyc-family-26-model-2.json")).exists();
        assertThat(Results.readAll(folder.resolve("missing"))).isEmpty();
    }

    @Test
    void hasResultsWithMoreGroupsBeforeNewerOnes() throws IOException {
        Results whole = results("AMD(R) EPYC", "family 26, model 2", "2026-01-02");
        whole.parts().add(new Part("forward", new Spread(1, 1, 1)));
        Results newer = results("Intel(R) Xeon", "family 6, model 207", "2026-03-04");
        for (Results results : List.of(whole, newer)) {
            results.write(folder);
        }
        assertThat(Results.readAll(folder)).containsExactly(whole, newer);
    }

    @Test
    void readsTheFilesOfOlderVersions() throws IOException {
        Path file = folder.resolve("old.json");
        Files.writeString(file, "{\"schema\": \"rnnkit/bench/v2\", \"passes\": [{\"busyCores\": 0, \"rows\": []}]}");
        Results results = Results.read(file).orElseThrow();

        assertThat(results.day()).isEmpty();
        assertThat(results.tools()).isEmpty();
        assertThat(results.passes().get(0).absent()).isEmpty();
    }

    @Test
    void namesAFileThatHasNoResults() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.json"), "{\"passes\": 3}");

        assertThatThrownBy(() -> Results.read(file)).isInstanceOf(BenchException.class).hasMessageContaining("broken.json")
                .hasMessageEndingWith("Delete it, or choose another --out.");
        assertThat(Results.read(folder.resolve("missing.json"))).isEmpty();
    }

    @Test
    void readsTheNameAndTheModelOfTheProcessor() {
        List<String> lines = List.of("processor\t: 0", "cpu family\t: 6", "model\t\t: 207", "model name\t: A Processor");

        assertThat(Cpu.name(lines)).isEqualTo("A Processor");
        assertThat(Cpu.model(lines)).isEqualTo("family 6, model 207");
        assertThat(Cpu.name(List.of())).isEqualTo("unknown");
        assertThat(Cpu.model(List.of("cpu family\t: 6"))).isNull();
    }

    private static Results results(String processor, String model, String day) {
        Results results = Results.empty(new Machine("Linux", processor, model, 2, 1, 0, "Java", "1", "2", null, "cpu"), "text",
                false, 1, 2, 3, 3);
        results.measured().put("speed", day);
        return results;
    }
}
