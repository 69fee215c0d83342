package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.lab.LabTests;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of what the session does and shows after events in their order, without tests of a step and without a clock. */
class SessionEventsTest {

    private static final List<Step> STEPS = Steps.all();
    private static final Step FIRST = STEPS.get(0);
    private static final Step SECOND = STEPS.get(1);
    private static final Step THIRD = STEPS.get(2);
    private static final Step LAST = STEPS.get(STEPS.size() - 1);

    private final ShownText shown = new ShownText();
    /** The steps of each round of tests that was begun. */
    private final List<List<Step>> rounds = new ArrayList<>();
    private Session loop = loop(STEPS, true);

    private Session loop(List<Step> steps, boolean hasReference) {
        Kit kit = Kit.find(steps);
        return new Session(hasReference ? kit : kit.withoutReference(),
                new WatchProgress(new StepStates(steps), steps.get(0), Set.copyOf(steps), null, 0, ""),
                (number, asked) -> rounds.add(asked), shown.screenWithKeys(), StandardCharsets.UTF_8);
    }

    private void press(String keys) {
        keys.chars().forEach(key -> Keys.press((char) key, loop));
    }

    /** Reports a step in the round that was begun last. */
    private void tested(Step step, StepStatus status) {
        loop.tested(rounds.size(), StepReport.of(step, status, "", List.of()));
    }

    private void over() {
        loop.roundOver(rounds.size());
    }

    private void saved(Step... steps) {
        loop.saved(new LinkedHashSet<>(List.of(steps)), 1);
    }

    /** Tests all steps: all are stubs but these. */
    private void testAll(Map<Step, StepStatus> others) {
        press("a");
        STEPS.forEach(step -> tested(step, others.getOrDefault(step, StepStatus.NOT_STARTED)));
        over();
        shown.reset();
    }

    private String text() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private Step current() {
        return loop.progress().current();
    }

    @Test
    void everyStepIsPendingAtFirstAndNoneOnceAllAreTested() {
        assertThat(loop.progress().pending()).containsExactlyInAnyOrderElementsOf(STEPS);
        testAll(Map.of());
        assertThat(loop.progress().pending()).isEmpty();
    }

    @Test
    void afterATestOfAllAStudentWhoseStepPassesGoesOnWithTheFirstThatDoesNot() {
        testAll(Map.of(FIRST, StepStatus.PASSED));
        assertThat(current()).isEqualTo(SECOND);
        press("n");
        testAll(Map.of(FIRST, StepStatus.PASSED));
        assertThat(current()).as("it does not pass").isEqualTo(THIRD);
        press("p");
        tested(SECOND, StepStatus.PASSED);
        over();
        assertThat(current()).as("not all were tested").isEqualTo(SECOND);
    }

    @Test
    void aChangedStepMakesTheBegunStepsAfterItPending() {
        testAll(Map.of(THIRD, StepStatus.FAILED));
        saved(FIRST);
        tested(FIRST, StepStatus.NOT_STARTED);
        assertThat(loop.progress().pending()).as("nothing has changed").isEmpty();
        tested(FIRST, StepStatus.PASSED);
        assertThat(loop.progress().pending()).containsExactly(THIRD);
        over();
        assertThat(rounds).last().isEqualTo(List.of(THIRD));
    }

    @Test
    void aSaveInTheFirstRoundLeavesNoStepUntested() {
        press("a");
        tested(FIRST, StepStatus.PASSED);
        saved(SECOND);
        tested(SECOND, StepStatus.ERROR);
        over();
        assertThat(rounds).last().isEqualTo(STEPS.subList(2, STEPS.size()));
    }

    @Test
    void aQuietRoundIsShownOnlyWhereALineOfTheBoardChanges() {
        for (StepStatus later : List.of(StepStatus.FAILED, StepStatus.PASSED)) {
            testAll(Map.of(THIRD, StepStatus.FAILED));
            saved(FIRST);
            tested(FIRST, StepStatus.PASSED);
            over();
            shown.reset();
            tested(THIRD, later);
            over();
            assertThat(text().contains("Step 3 tested in"))
                    .isEqualTo(later == StepStatus.PASSED);
        }
    }

    @Test
    void aRoundOfOneStepShowsItsReportAndIsShownAgainOnlyForOtherSteps() {
        testAll(Map.of());
        saved(FIRST);
        tested(FIRST, StepStatus.PASSED);
        assertThat(text()).contains("Step 1 tested in").doesNotContain("after the save");
        shown.reset();
        over();
        assertThat(text()).isEmpty();
        saved(FIRST);
        tested(FIRST, StepStatus.PASSED);
        tested(SECOND, StepStatus.ERROR);
        shown.reset();
        over();
        assertThat(text()).contains("Step 1 tested in");
    }

    @Test
    void resultsOfAnEarlierRoundAreIgnored() {
        testAll(Map.of());
        saved(FIRST);
        saved(SECOND);
        loop.tested(rounds.size() - 1, StepReport.of(FIRST, StepStatus.PASSED, "", List.of()));
        loop.roundOver(rounds.size() - 1);
        assertThat(loop.progress().pending()).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(loop.progress().states().isPassed(FIRST)).isFalse();
    }

    @Test
    void onlyTheFirstPendingStepOfTheRoundIsBeingTested() {
        press("a");
        assertThat(loop.progress().running()).isEqualTo(FIRST);
        tested(FIRST, StepStatus.NOT_STARTED);
        assertThat(loop.progress().running()).isEqualTo(SECOND);
        testAll(Map.of());
        assertThat(loop.progress().running()).isNull();
    }

    @Test
    void movingToAStepDropsTheQuestionOfTheReset() {
        testAll(Map.of());
        press("r");
        tested(SECOND, StepStatus.PASSED);
        press("n");
        assertThat(text()).as("still asked after a report").contains("Nothing was changed.");
        press("r");
        saved(SECOND);
        press("n");
        assertThat(current()).as("a key again").isEqualTo(THIRD);
    }

    /** A course may remove a step or give it to the students; then a step's number is not its place in the list. */
    @Test
    void goesToTheStepsThatTheCourseHasAndNotBeyondThem() {
        press("p");
        assertThat(current()).isEqualTo(FIRST);
        press("nn");
        assertThat(current()).isEqualTo(THIRD);
        press("n".repeat(STEPS.size()));
        assertThat(current()).isEqualTo(LAST);
        Step fifth = STEPS.get(4);
        loop = loop(List.of(FIRST, THIRD, fifth), true);
        press("n");
        assertThat(current()).isEqualTo(THIRD);
        press("nn");
        assertThat(current()).isEqualTo(fifth);
        press("p");
        assertThat(current()).isEqualTo(THIRD);
    }

    @Test
    void hintsBeginAgainAfterTheLastAndForAnotherStep() {
        press("h".repeat(FIRST.hints().size()));
        assertThat(text()).contains(FIRST.hints().size() + ". ", "There are no more hints.", FIRST.chapterFile());
        shown.reset();
        press("h");
        assertThat(text()).contains("Step 1, ", "1. ", "Another hint: h");
        press("hn");
        shown.reset();
        press("h");
        assertThat(text()).contains("Step 2, ", "1. ");
    }

    /** A student's copy has no code to show beside the student's. */
    @Test
    void namesTheKeyForTheSolutionOnlyWithTheReference() {
        press("x");
        assertThat(text()).contains("o solution", "h hint", "q quit");
        shown.reset();
        loop = loop(STEPS, false);
        press("x");
        assertThat(text()).contains("h hint", "q quit").doesNotContain("solution");
    }

    @Test
    void saysThatStepSixCanWriteOnceItPasses() {
        Step sixth = TestSteps.toWrite(6);
        Map<Step, StepStatus> before = STEPS.stream().takeWhile(step -> !step.equals(sixth))
                .collect(Collectors.toMap(step -> step, step -> StepStatus.PASSED));
        testAll(before);
        saved(sixth);
        tested(sixth, StepStatus.FAILED);
        assertThat(text()).doesNotContain("./rnnkit play");
        tested(sixth, StepStatus.PASSED);
        assertThat(text()).contains("Your code can write now", "./rnnkit play");
    }

    @Test
    void theFirstWrongStepIsNextAndEachSaysWhy() {
        testAll(Map.of());
        for (int number : new int[] {2, 3}) {
            saved(TestSteps.toWrite(number));
            shown.reset();
            loop.tested(rounds.size(), StepReport.of(TestSteps.toWrite(number), StepStatus.FAILED,
                    "Reason " + number + "\nmore " + number, List.of()));
        }
        assertThat(text()).contains("Next: step 2", "Step 2: Reason 2", "Reason 3", "more 3").doesNotContain("more 2");
    }

    /** As if the memory were full while a step is tested. */
    @Test
    void anErrorOfTheMachineEndsTheRoundWithAMessage() throws Exception {
        BlockingQueue<Consumer<Session>> events = new LinkedBlockingQueue<>() {

            private static final long serialVersionUID = 1L;
            private boolean first = true;

            @Override
            public boolean add(Consumer<Session> event) {
                if (first) {
                    first = false;
                    throw new OutOfMemoryError("Java heap space");
                }
                return super.add(event);
            }
        };
        try (LabTests tests = new LabTests(Kit.find(STEPS), 1);
                TestScheduler scheduler = new TestScheduler(Kit.find(List.of()), tests, events)) {
            saved(FIRST);
            scheduler.begin(rounds.size(), List.of());
            events.poll(30, TimeUnit.SECONDS).accept(loop);
        }
        assertThat(text()).contains("for a reason outside your code", "Java heap space", "Save the file again");
        assertThat(loop.progress().problem()).contains("Java heap space");
        assertThat(loop.progress().running()).isNull();
    }

    @Test
    void aSaveAfterAnErrorOfTheMachineTestsAllThatIsPending() {
        testAll(Map.of());
        saved(FIRST);
        loop.failed(rounds.size() - 1, new IllegalStateException("of an earlier round"));
        assertThat(loop.progress().problem()).isEmpty();
        loop.failed(rounds.size(), new IllegalStateException("no more files"));
        saved(SECOND);
        assertThat(loop.progress().problem()).isEmpty();
        assertThat(loop.progress().running()).isEqualTo(SECOND);
        tested(SECOND, StepStatus.PASSED);
        over();
        assertThat(rounds).last().isEqualTo(List.of(FIRST));
    }
}
