package org.rnnkit.testkit.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Steps.StepList;

/** Tests of how a steps.yaml is read, and of how steps are named. */
class StepsTest {

    private static StepList parse(String first, String bonus) throws IOException {
        String yaml = """
                steps:
                  - {number: 1, id: step1a, title: A, className: A, signatures: [], hints: [], points: 1, seconds: 1%s}
                bonus:
                  - {number: 2, id: step2b, title: B, className: B, signatures: [], hints: [], points: 1, seconds: 1%s}
                  - {number: 3, id: step3c, title: C, className: C, signatures: [], hints: [], points: 1, seconds: 1}
                """.formatted(first, bonus);
        return StepList.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Integer> numbers(List<Step> steps) {
        return steps.stream().map(Step::number).toList();
    }

    @Test
    void anExcludedStepIsKnownAndNotInTheCourse() throws IOException {
        StepList list = parse("", ", excluded: true");

        assertThat(numbers(list.withBonus())).containsExactly(1, 3);
        assertThat(numbers(list.toWrite())).containsExactly(1, 3);
        assertThat(numbers(list.excluded())).containsExactly(2);
        assertThat(numbers(list.known())).containsExactly(1, 3, 2);
    }

    @Test
    void aStepThatOthersNeedCannotBeExcluded() {
        assertThatThrownBy(() -> parse(", excluded: true", "")).isInstanceOf(IOException.class)
                .hasMessageContainingAll("Step 1 can't be excluded", "given: true");
    }

    @Test
    void stepsAreNamedInOrder() {
        assertThat(Steps.names(steps(3, 1, 5, 2, 7, 8))).isEqualTo("Steps 1 to 3, 5, 7, 8");
        assertThat(Steps.names(steps(2))).isEqualTo("Step 2");
    }

    private static List<Step> steps(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> new Step(number, "step" + number, "", "", "", null, List.of(), 1, 1,
                List.of(), false, false, List.of())).toList();
    }
}
