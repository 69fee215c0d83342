package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the command line, and of the commands that it measures. */
class BenchTest {

    @TempDir
    private Path folder;

    @Test
    void rejectsInvalidOptions() {
        assertThat(Bench.execute("bench", "--device", "abacus")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--rounds", "0")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--only", "weight")).isEqualTo(2);
        assertThat(Bench.execute("bench", "--against", folder.toString(), "--out", folder.toString())).isEqualTo(2);
        assertThat(Bench.execute("bench", "--device", "gpu", "--out", folder.toString())).as("no GPU here").isEqualTo(2);
    }

    @Test
    void checksFolderAndPythonBeforeItMeasures() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(Bench.execute("bench", "--quick", "--out", file.toString())).isEqualTo(2);
        assertThat(Bench.execute("bench", "--only", "speed", "--quick", "--out", folder.toString(), "--python",
                folder.resolve("python").toString())).isEqualTo(2);
        assertThat(folder.resolve("bench.json")).doesNotExist();
    }

    @Test
    void rejectsAPythonThatMultipliesSlowly() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
        Path python = Files.writeString(folder.resolve("python"), "#!/bin/sh\necho '{\"pytorch\": \"2.6.0\", "
                + "\"blas\": \"reference\", \"build\": \"libblas.so.3\", \"threading\": \"unknown\"}'\n");
        assertThat(python.toFile().setExecutable(true)).isTrue();

        assertThat(Bench.execute("bench", "--only", "speed", "--quick", "--out", folder.toString(), "--python",
                python.toString())).isEqualTo(2);
    }

    @Test
    void countsNoTimeOfACommandThatFailed() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")));

        assertThat(shell("exit 1", 1).run()).isPositive();
        assertThatThrownBy(() -> shell("echo \"the reason is $RNNKIT_TEXT\"; exit 3", 1).run())
                .isInstanceOf(IOException.class).hasMessageContaining("status 3 and not 1")
                .hasMessageContaining("the reason is a text");
    }

    private static Waits.Command shell(String script, int status) {
        return new Waits.Command(Path.of("."), List.of("/bin/sh", "-c", script), "a text", status);
    }
}
