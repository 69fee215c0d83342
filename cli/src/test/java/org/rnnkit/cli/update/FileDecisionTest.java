package org.rnnkit.cli.update;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.cli.update.UpdatePlan.FileDecision;

/** Tests of the decision about one file: before, mine and next are the file's three states, empty if there is no file. */
class FileDecisionTest {

    @ParameterizedTest
    @CsvSource({"a, a, a, SAME", "a, b, b, SAME", "a, , , SAME", ", b, b, SAME", "a, a, b, TAKE", ", , b, TAKE",
        "a, , b, TAKE", "a, a, , DELETE", "a, b, a, KEEP", "a, , a, KEEP", "a, b, , KEEP", "a, b, c, BOTH_CHANGED",
        ", b, c, BOTH_CHANGED"})
    void followsFromTheThreeStates(String before, String mine, String next, FileDecision decision) {
        assertThat(FileDecision.of(before, mine, next)).isEqualTo(decision);
    }
}
