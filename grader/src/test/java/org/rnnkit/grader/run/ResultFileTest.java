package org.rnnkit.grader.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.worker.StepResult;

/** Only what its own worker has signed is a result. */
class ResultFileTest {

    private static final String RESULT = "{\"tests\":[],\"end\":null}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "x", RESULT, "--------------------------------" + RESULT})
    void takesNothingUnsigned(String content) throws IOException {
        ResultFile file = ResultFile.in(folder);
        Files.writeString(Path.of(file.handover().resultFile()), content);

        assertThat(file.read(StepResult.class)).isEmpty();
    }

    @Test
    void namesItsFilesIndependently() {
        ResultFile file = ResultFile.in(folder);

        assertThat(file.handover().readyFile()).doesNotContain(file.handover().resultFile().replace(".json", ""));
        assertThat(file.handover().resultFile()).doesNotContain(file.handover().key());
    }
}
