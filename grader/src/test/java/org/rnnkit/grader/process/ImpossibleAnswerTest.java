package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.training.TrainingAnswer;

/** Tests that an answer with values that it can't have is not read. */
class ImpossibleAnswerTest {

    private static final String RESULT = "{\"tests\":[],\"end\":null}";

    static Stream<String> results() {
        String passed = "{\"name\":\"a\",\"status\":\"passed\",\"seconds\":0}";
        String failed = "{\"name\":\"a\",\"status\":\"failed\",\"problem\":{\"kind\":\"OTHER\",\"failure\":"
                + "{\"cause\":\"%s\"%s}}}";
        return Stream.concat(Stream.of("{}", "null", "{\"name\":\"a\"}",
                passed.replace(":0", ":-1"), passed.replace(":0", ":1e9"), passed.replace(":0", ":\"NaN\""),
                passed.replace("passed", "passed | x"), passed.replace("\"a\"", "\"" + "a".repeat(301) + "\""),
                String.join(",", Collections.nCopies(301, passed)),
                String.join(",", Collections.nCopies(200, failed.formatted("m ".repeat(9_000), ""))),
                failed.formatted("m", ",\"place\":{\"file\":\"../A.java\",\"line\":1}"),
                failed.formatted("m", ",\"place\":{\"file\":\"A.java\",\"line\":0}"),
                failed.formatted("m", ",\"likelyMistakes\":[" + "\"m\",".repeat(10) + "\"m\"]"),
                failed.formatted("m", ",\"comparison\":{}"), failed.formatted("m", ",\"comparison\":\"x\""),
                failed.formatted("m", ",\"comparison\":{\"name\":\"x\",\"axes\":[],\"expectedShape\":[-1],"
                        + "\"actualShape\":[],\"values\":null}"),
                failed.formatted("m", ",\"comparison\":{\"name\":\"x\",\"axes\":[" + "{\"name\":\"\",\"labels\":["
                        + "\"x\",".repeat(200) + "\"x\"]}],\"expectedShape\":[1],\"actualShape\":[2],\"values\":null}"),
                "{\"name\":\"a\",\"status\":\"failed\",\"problem\":{\"kind\":\"OTHER\"}}")
                .map(tests -> "{\"tests\":[" + tests + "],\"end\":null}"),
                Stream.of("{}", "{\"tests\":[],\"end\":{}}", "{\"tests\":[],\"end\":{\"kind\":\"OTHER\"}}",
                        "{\"tests\":[],\"end\":{\"kind\":\"OTHER\",\"failure\":{\"place\":{}}}}"));
    }

    /** They are incomplete, or have values that no result has. */
    @ParameterizedTest
    @MethodSource("results")
    void rejectsAResultThatCanNotBe(String forged) {
        assertThatThrownBy(() -> WorkerText.JSON.readValue(forged, StepResult.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    static Stream<String> trainings() {
        String failed = "{\"epochs\":[],\"samples\":[],\"device\":\"\",\"failure\":{\"source\":\"STEPS\",\"message\":\"%s\"}}";
        return Stream.of("{\"samples\":[],\"device\":\"\"}",
                failed.formatted("m").replace("\"samples\":[]", "\"samples\":[null]"),
                failed.formatted("m").replace("STEPS", "NOBODY"));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void rejectsATrainingThatCanNotBe(String forged) {
        assertThatThrownBy(() -> WorkerText.JSON.readValue(forged, TrainingAnswer.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void readsAResult() throws JsonProcessingException {
        assertThat(WorkerText.JSON.readValue(RESULT, StepResult.class)).isEqualTo(new StepResult(List.of(), null));
    }
}
