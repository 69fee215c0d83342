package org.rnnkit.learner.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.learner.studio.RunningStudio.SavedToken;

/** Tests that a second studio of the same copy finds the first one. */
class RunningStudioTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondOneGetsTheAddressOfTheFirst() throws IOException {
        Path runs = folder.resolve("runs");
        String token = SavedToken.of(runs.resolve(SavedToken.FILE));
        try (RunningStudio first = RunningStudio.begin(runs).orElseThrow()) {
            first.at("http://127.0.0.1:7080/" + token + "/");

            assertThat(RunningStudio.begin(runs)).isEmpty();
            assertThat(RunningStudio.address(runs)).isEqualTo("http://127.0.0.1:7080/" + token + "/");
            assertThat(Files.readString(runs.resolve(".studio-running"))).as("others may read it").doesNotContain(token);
        }
        try (RunningStudio next = RunningStudio.begin(runs).orElseThrow()) {
            next.at("https://name-7081.example/" + token + "/");
            assertThat(RunningStudio.address(runs)).isEqualTo("https://name-7081.example/" + token + "/");
        }
    }

    @Test
    void startsWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        try (RunningStudio studio = RunningStudio.begin(folder.resolve("runs")).orElseThrow()) {
            studio.at("http://127.0.0.1:7080/token/");
        }
    }
}
