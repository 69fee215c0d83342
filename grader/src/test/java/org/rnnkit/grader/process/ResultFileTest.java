package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.training.TrainingOutcome;

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

    @ParameterizedTest
    @ValueSource(strings = {"{\"tests\":[{}]}", "{\"tests\":[null]}", "{\"tests\":[{\"name\":\"a\"}]}", "null",
        "{\"tests\":[],\"end\":{}}", "{\"tests\":[],\"end\":{\"kind\":\"OTHER\"}}",
        "{\"tests\":[],\"end\":{\"kind\":\"OTHER\",\"message\":\"\",\"place\":{}}}"})
    void takesNothingThatLacksAPart(String signed) throws Exception {
        ResultFile file = ResultFile.in(folder);
        sign(signed, file);

        assertThat(file.read(StepResult.class)).isEmpty();
    }

    @Test
    void takesNoTrainingThatLacksItsEpochs() throws Exception {
        ResultFile file = ResultFile.in(folder);
        sign("{\"samples\":[]}", file);

        assertThat(file.read(TrainingOutcome.class)).isEmpty();
    }

    @Test
    void takesWhatIsSignedWhole() throws Exception {
        ResultFile file = ResultFile.in(folder);
        sign(RESULT, file);

        assertThat(file.read(StepResult.class)).contains(new StepResult(List.of(), null));
    }

    @Test
    void readsNoMoreThanAResultCanHave() throws Exception {
        ResultFile file = ResultFile.in(folder);
        sign(RESULT + " ".repeat(9_000_000), file);

        assertThat(file.read(StepResult.class)).isEmpty();
    }

    private static void sign(String result, ResultFile file) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(file.handover().key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] message = result.getBytes(StandardCharsets.UTF_8);
        byte[] signature = mac.doFinal(message);
        byte[] signed = Arrays.copyOf(signature, signature.length + message.length);
        System.arraycopy(message, 0, signed, signature.length, message.length);
        Files.write(Path.of(file.handover().resultFile()), signed);
    }

    @Test
    void namesItsFilesIndependently() {
        ResultFile file = ResultFile.in(folder);

        assertThat(file.handover().readyFile()).doesNotContain(file.handover().resultFile().replace(".json", ""));
        assertThat(file.handover().resultFile()).doesNotContain(file.handover().key());
    }
}
