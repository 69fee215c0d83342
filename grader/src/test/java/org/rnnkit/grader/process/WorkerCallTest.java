package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.training.TrainingAnswer;

/** Tests that only a complete answer counts, whose values are possible. */
class WorkerCallTest {

    private static final String RESULT = "{\"tests\":[],\"end\":null}";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "x", RESULT, "\0\0\1\0" + RESULT})
    void rejectsAnIncompleteAnswer(String content) throws IOException {
        WorkerCall<StepResult> call = new WorkerCall<>("", StepResult.class, folder);
        Files.writeString(Path.of(call.channel().resultFile()), content);

        assertThat(call.answer()).isEmpty();
    }

    static Stream<String> forgedResults() {
        String passed = "{\"name\":\"a\",\"status\":\"passed\",\"seconds\":0}";
        String failed = "{\"name\":\"a\",\"status\":\"failed\",\"problem\":{\"kind\":\"OTHER\",\"message\":\"%s\"%s}}";
        return Stream.concat(Stream.of("{}", "null", "{\"name\":\"a\"}",
                passed.replace(":0", ":-1"), passed.replace(":0", ":1e9"), passed.replace(":0", ":\"NaN\""),
                passed.replace("passed", "passed | x"), passed.replace("\"a\"", "\"" + "a".repeat(301) + "\""),
                String.join(",", Collections.nCopies(301, passed)),
                String.join(",", Collections.nCopies(100, failed.formatted("m ".repeat(9_000), ""))),
                failed.formatted("m", ",\"place\":{\"file\":\"../A.java\",\"line\":1}"),
                failed.formatted("m", ",\"place\":{\"file\":\"A.java\",\"line\":0}"))
                .map(tests -> "{\"tests\":[" + tests + "],\"end\":null}"),
                Stream.of("null", "{\"tests\":[],\"end\":{}}", "{\"tests\":[],\"end\":{\"kind\":\"OTHER\"}}",
                        "{\"tests\":[],\"end\":{\"kind\":\"OTHER\",\"message\":\"\",\"place\":{}}}"));
    }

    /** They are incomplete, or have values that no result has. */
    @ParameterizedTest
    @MethodSource("forgedResults")
    void rejectsAResultThatCanNotBe(String forged) throws Exception {
        assertThat(sent(forged, StepResult.class)).isEmpty();
    }

    static Stream<String> forgedTrainings() {
        String failed = "{\"epochs\":[],\"samples\":[],\"device\":\"\",\"failure\":{\"source\":\"STEPS\",\"message\":\"%s\"}}";
        return Stream.of("{\"samples\":[],\"device\":\"\"}",
                failed.formatted("m").replace("\"samples\":[]", "\"samples\":[null]"),
                failed.formatted("m").replace("STEPS", "NOBODY"));
    }

    @ParameterizedTest
    @MethodSource("forgedTrainings")
    void rejectsATrainingThatCanNotBe(String forged) throws Exception {
        assertThat(sent(forged, TrainingAnswer.class)).isEmpty();
    }

    @Test
    void readsAnAnswerThatIsNotTooLarge() throws Exception {
        assertThat(sent(RESULT, StepResult.class)).contains(new StepResult(List.of(), null));
        assertThat(sent(RESULT + " ".repeat(9_000_000), StepResult.class)).isEmpty();
    }

    /** Writes an answer as a worker does, and reads it. */
    private <A> Optional<A> sent(String answer, Class<A> type) throws IOException {
        WorkerCall<A> call = new WorkerCall<>("", type, folder);
        byte[] message = answer.getBytes(StandardCharsets.UTF_8);
        Files.write(Path.of(call.channel().resultFile()),
                ByteBuffer.allocate(Integer.BYTES + message.length).putInt(message.length).put(message).array());
        return call.answer();
    }
}
