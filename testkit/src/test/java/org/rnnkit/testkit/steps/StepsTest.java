package org.rnnkit.testkit.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of how steps are named. */
class StepsTest {

    @Test
    void stepsAreNamedInOrder() {
        assertThat(Steps.names(steps(3, 1, 5, 2, 7, 8))).isEqualTo("Steps 1 to 3, 5, 7, 8");
        assertThat(Steps.names(steps(2))).isEqualTo("Step 2");
    }

    private static List<Step> steps(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> new Step(number, "step" + number, "", "", "", null, List.of(), 1, 1,
                List.of())).toList();
    }
}
