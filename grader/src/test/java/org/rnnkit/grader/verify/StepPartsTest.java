package org.rnnkit.grader.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.probe.Probe;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of finding a step's probe and check by name. */
class StepPartsTest {

    @Test
    void everyStepHasAProbeAndACheckNamedAfterItsClass() {
        for (Step step : Steps.withBonus()) {
            assertThat(Probe.of(step.className()).getClass().getSimpleName()).isEqualTo(step.className() + "Probe");
            assertThat(StepCheck.of(step).getClass().getSimpleName()).isEqualTo(step.className() + "Check");
        }
    }

    @Test
    void namesTheFileToWrite() {
        Step toy = new Step(20, "step20toy", "Toy", "Toy", "", null, List.of(), 1, 1, List.of());
        assertThatThrownBy(() -> StepCheck.of(toy)).isInstanceOf(IllegalStateException.class)
                .hasMessage("Toy has no check. Write grader/src/main/java/org/rnnkit/grader/verify/ToyCheck.java.");
        assertThatThrownBy(() -> new Verifier(toy, 1)).isInstanceOf(GraderException.class)
                .hasMessage("Toy has no probe. Write grader/src/main/java/org/rnnkit/grader/worker/probe/ToyProbe.java.");
    }
}
