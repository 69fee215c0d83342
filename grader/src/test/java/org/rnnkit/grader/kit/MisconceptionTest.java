package org.rnnkit.grader.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.kit.Misconception.FailureMessages;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the search for the misconception that a failure shows, in the kit's own catalogue. */
class MisconceptionTest {

    private static final Layout LAYOUT = Kit.find(Steps.all()).layout();
    private static final FailureMessages MESSAGES = FailureMessages.read(LAYOUT, Steps.all());

    /** A message that several misconceptions have would blame students for an idea that they don't have. */
    @Test
    void theMessagesOfMostWrongSolutionsShowTheirMisconception() {
        int slips = 0;
        int found = 0;
        for (Step step : Steps.all()) {
            List<CatalogueSolution> wrong = CatalogueSolution.wrong(LAYOUT, step);
            for (Misconception misconception : Misconception.of(LAYOUT, step)) {
                for (CatalogueSolution solution : wrong) {
                    if (misconception.slips().contains(solution.name())) {
                        slips++;
                        found += MESSAGES.misconception(step.id(), "Likely mistake:\n" + solution.entry().message() + ".\nx: 3")
                                .filter(misconception::equals).isPresent() ? 1 : 0;
                    }
                }
            }
        }
        assertThat(slips).isPositive();
        assertThat((double) found / slips).as("%s of %s", found, slips).isGreaterThan(0.97);
    }

    @Test
    void otherMessagesShowNone() {
        assertThat(MESSAGES.misconception("step4rnn", "does not compile")).isEmpty();
        assertThat(MESSAGES.misconception("step99", "tanh is missing")).isEmpty();
    }
}
