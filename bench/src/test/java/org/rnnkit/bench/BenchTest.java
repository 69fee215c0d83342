package org.rnnkit.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.toolkit.Text;

/** Tests of the command line and of the file with the text's tokens. */
class BenchTest {

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
