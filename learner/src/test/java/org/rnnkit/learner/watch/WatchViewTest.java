package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.watch.Watch.WatchProgress;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the keys that the watch loop names. */
class WatchViewTest {

    /** A student's copy has no code to show beside the student's. */
    @Test
    void namesTheKeyForTheSolutionOnlyWithTheReference() {
        assertThat(keys(true)).contains("o solution", "h hint", "q quit");
        assertThat(keys(false)).contains("h hint", "q quit").doesNotContain("solution");
    }

    @Test
    void saysThatStepSixCanWriteOnceItPasses() {
        assertThat(board(StepStatus.PASSED)).contains("Your code can write now", "./rnnkit play");
        assertThat(board(StepStatus.FAILED)).doesNotContain("./rnnkit play");
    }

    @Test
    void theFirstWrongStepIsNextAndEachSaysWhy() {
        StepStates states = new StepStates(Steps.all());
        for (int number : new int[] {2, 3}) {
            states = states.with(StepReport.of(TestSteps.toWrite(number), StepStatus.FAILED, "Reason " + number + "\nmore "
                    + number, List.of()));
        }
        assertThat(board(states, TestSteps.toWrite(3))).contains("Next: step 2", "Step 2: Reason 2", "Reason 3", "more 3")
                .doesNotContain("more 2");
    }

    private static String board(StepStatus status) {
        Step step = TestSteps.toWrite(6);
        StepStates states = new StepStates(Steps.all()).withAll(Steps.all().stream().takeWhile(before -> !before.equals(step))
                .map(before -> StepReport.of(before, StepStatus.PASSED, "", List.of())).toList())
                .with(StepReport.of(step, status, "", List.of()));
        return board(states, step);
    }

    private static String board(StepStates states, Step step) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new ScreenWithKeys(new PrintStream(shown, true, StandardCharsets.UTF_8));
        new WatchView(screen, StandardCharsets.UTF_8, false, () -> false).board(
                WatchState.first(new WatchProgress(states, step, Set.of(), null, 0)), "Tested.");
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static String keys(boolean hasReference) {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        Screen screen = new ScreenWithKeys(new PrintStream(shown, true, StandardCharsets.UTF_8));
        new WatchView(screen, StandardCharsets.UTF_8, hasReference, () -> false).showKeys();
        return shown.toString(StandardCharsets.UTF_8);
    }
}
