package org.rnnkit.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the lines that say how to repeat a test. */
class RepeatAdviceTest {

    private static final String MESSAGE = "logits: 1, expected 2\nHint: the lines of a message stay";

    @Test
    void canBeRemovedAgain() {
        String advised = RepeatAdvice.addTo(MESSAGE, Steps.all().get(3), 639_982L);

        assertThat(advised).startsWith(MESSAGE + "\n").contains("./rnnkit hint 4", "-Dgroups=step4 -Drnnkit.seed=639982");
        assertThat(RepeatAdvice.removeFrom(advised)).isEqualTo(MESSAGE);
        assertThat(RepeatAdvice.removeFrom(MESSAGE)).isEqualTo(MESSAGE);
    }

    @Test
    void isRemovedFromTheMiddleOfAMessage() {
        assertThat(RepeatAdvice.removeFrom(RepeatAdvice.addTo("a", Steps.all().get(0), 1) + "\nb")).isEqualTo("a\nb");
    }
}
