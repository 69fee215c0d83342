package org.rnnkit.buildend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of reading the file that the board writes. */
class TestOutcomeTest {

    @Test
    void readsStatusAndSentence() {
        TestOutcome outcome = TestOutcome.parse("done\nAll nine steps pass.\n");

        assertThat(outcome.isDone()).isTrue();
        assertThat(outcome.sentence()).isEqualTo("All nine steps pass.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "done ", "open\nStep 4", "Done\nStep 4"})
    void isNotDoneAfterAnythingElse(String file) {
        assertThat(TestOutcome.parse(file).isDone()).isFalse();
    }
}
