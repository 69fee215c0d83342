package org.rnnkit.learner.showcase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the fields of the showcases. */
class ShowcaseTest {

    @Test
    void eachStepHasAShowcaseWhoseInitialValuesAreAllowed() {
        assertThat(Steps.withBonus()).extracting(Step::number)
                .allSatisfy(number -> assertThat(Showcase.of(number).request(Map.of()).step()).isEqualTo(number));
        assertThat(Showcase.find("0")).isEmpty();
        assertThatThrownBy(() -> Showcase.of(14)).isInstanceOf(UsageException.class);
    }

    @Test
    void aNameBecomesLowerCaseWithoutInvisibleCharacters() {
        assertThat(Showcase.of(1).request(Map.of("text", "Zoë\u202eX\n")))
                .isEqualTo(new ShowcaseRequest(1, "OneHotEncoding", "zoë x ", 0));
    }

    @Test
    void aTextMustNotBeEmptyOrTooLong() {
        assertThatThrownBy(() -> Showcase.of(1).request(Map.of("text", ""))).isInstanceOf(UsageException.class)
                .hasMessage("Your name: type at least one character.");
        assertThatThrownBy(() -> Showcase.of(1).request(Map.of("text", "x".repeat(21)))).isInstanceOf(UsageException.class)
                .hasMessage("Your name: type at most 20 characters.");
    }

    @Test
    void aNumberMustBeWithinItsLimits() {
        assertThat(Showcase.of(7).request(Map.of("number", " 0.5 ")).number()).isEqualTo(0.5);
        for (String wrong : new String[] {"0", "NaN", "1e9", "one", ""}) {
            assertThatThrownBy(() -> Showcase.of(7).request(Map.of("number", wrong))).isInstanceOf(UsageException.class)
                    .hasMessage("θ, the largest norm: type a number from 0.1 to 10.");
        }
        assertThatThrownBy(() -> Showcase.of(2).request(Map.of("number", "1.5"))).isInstanceOf(UsageException.class)
                .hasMessage("Hidden units: type a whole number from 1 to 512.");
    }
}
