package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Wait;
import org.rnnkit.toolkit.Text;

/** Tests of the command line and of the file with the text's tokens. */
class BenchTest {

    private static final Machine MACHINE = new Machine("Linux", "A Processor", null, 2, 8_192, 0, "A VM 17", "0.36.0", "2.7.1",
            null, "cpu");

    @Test
    void rejectsInvalidOptions() {
        assertThat(Bench.execute("bench", "--device", "abacus")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--rounds", "0")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--seconds", "-1")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--only", "weight")).isEqualTo(2);
    }

    @Test
    void checksFolderAndPythonBeforeItMeasures(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(Bench.execute("bench", "--only", "parts", "--quick", "--out", file.toString())).isEqualTo(2);
        assertThat(Bench.execute("bench", "--only", "parts", "--quick", "--out", folder.toString(),
                "--python", folder.resolve("python").toString())).isEqualTo(2);
        assertThat(folder).isDirectoryNotContaining(path -> path.endsWith("performance"));
    }

    @Test
    void rejectsAPythonThatMultipliesSlowly(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\necho '{\"pytorch\": \"2.6.0\", "
                + "\"blas\": \"reference\", \"build\": \"libblas.so.3\", \"threading\": \"unknown\"}'\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        assertThat(Bench.execute("bench", "--only", "parts", "--quick", "--out", folder.toString(), "--python",
                python.toString())).isEqualTo(2);
    }

    @Test
    void keepsTheOtherResultsIfAGroupFails(@TempDir Path folder) throws IOException {
        Results results = Results.empty(MACHINE, "a text", true, 1, 2, 3, 3);
        results.tools().add(new Wait("help", "help", null, List.of(1.0)));
        results.grading().add(new Wait("steps", "steps", null, List.of(1.0)));
        List<String> saved = new ArrayList<>();
        Path noKit = Files.createDirectory(folder.resolve("kit"));

        assertThat(new Groups(null, Plan.QUICK, noKit, new Text("aab", "here"), results, () -> saved.add("saved"),
                line -> { }).measure(Set.of(Measured.grading))).isFalse();
        assertThat(results.tools()).hasSize(1);
        assertThat(results.grading()).isEmpty();
        assertThat(results.absent()).extracting(Absent::what).containsExactly("grading");
        assertThat(saved).hasSize(1);
    }

    @Test
    void writesThePageAgainFromTheResults(@TempDir Path folder) throws IOException {
        assertThat(Bench.execute("bench", "--page", "--out", folder.toString())).as("no results").isEqualTo(2);
        Results.empty(MACHINE, "a text", false, 1, 2, 3, 3).write(folder.resolve("performance/results"));

        assertThat(Bench.execute("bench", "--page", "--out", folder.toString())).isZero();
        assertThat(Files.readString(folder.resolve("performance.md"))).contains("A Processor");
    }

    @Test
    void aQuickRunReplacesNoFiguresOfAWholeRun(@TempDir Path folder) throws IOException {
        Results whole = Results.empty(Machine.here("cpu", null), "a text", false, 1, 2, 3, 3);
        Path all = folder.resolve("performance/results");
        whole.write(all);

        assertThat(Bench.execute("bench", "--only", "parts", "--quick", "--out", folder.toString())).isEqualTo(2);
        assertThat(Results.readAll(all)).extracting(Results::quick).containsExactly(false);
    }

    @Test
    void rejectsAMissingGpu() {
        assertThat(Bench.execute("bench", "--device", "gpu", "--only", "parts")).isEqualTo(2);
    }

    @Test
    void repeatsATextThatIsTooShort() throws IOException {
        Path file;
        try (TokensFile tokens = new TokensFile(new Text("aab", "here"))) {
            file = tokens.write(7);
            assertThat(Files.readAllBytes(file)).containsExactly(1, 1, 2, 1, 1, 2, 1);
            assertThat(tokens.vocabSize()).isEqualTo(3);
        }
        assertThat(file.getParent()).doesNotExist();
    }
}
