package org.rnnkit.buildend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the file that the board leaves. */
class TestOutcomeTest {

    @Test
    void readsWhetherAllIsDoneAndTheSentence() {
        TestOutcome run = TestOutcome.parse("done\nAll nine steps pass.\n");

        assertThat(run.isDone()).isTrue();
        assertThat(run.sentence()).isEqualTo("All nine steps pass.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "done", "done ", "open\nStep 4", "Done\nStep 4"})
    void takesNothingElseForDone(String file) {
        assertThat(TestOutcome.parse(file).isDone()).isFalse();
    }
}
