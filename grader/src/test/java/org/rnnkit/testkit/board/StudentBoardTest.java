package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/** What the board of a student's tests says of bonus steps, and when. */
class StudentBoardTest {

    private static final TestExecutionResult PASSED = TestExecutionResult.successful();
    private static final TestExecutionResult WRONG = TestExecutionResult.failed(new AssertionError("all wrong"));

    private final Map<Integer, StepTally> tallies = new TreeMap<>();

    private static TestExecutionResult stub(Class<?> type) {
        return TestExecutionResult.aborted(new TestAbortedException("not written", new NotImplementedYet(type)));
    }

    private void add(int number, TestExecutionResult result) {
        StepTally tally = new StepTally(Steps.withBonus().get(number - 1));
        tally.add(result);
        tallies.put(number, tally);
    }

    private void addNine() {
        Steps.all().forEach(step -> add(step.number(), PASSED));
    }

    private String board() {
        return boardOf(80).text();
    }

    private Board boardOf(int width) {
        return new Board(tallies.values().stream().map(StepTally::state).toList(), StandardCharsets.UTF_8, width);
    }

    @Test
    void saysNothingOfThemToWhoeverIsOnTheWay() {
        addNine();
        add(1, stub(OneHotEncoding.class));
        add(10, stub(TemperatureSampling.class));

        assertThat(board()).contains("8 of 9 steps pass", "Next: step 1").doesNotContain("Bonus").doesNotContain("Sampling");
    }

    @Test
    void offersThemOnceTheNinePass() {
        addNine();
        add(10, stub(TemperatureSampling.class));

        assertThat(board()).contains("9 of 9 steps pass", "All of them. Train your model", "Bonus: 0 of 1 step passes",
                "10  Sampling              not started", "If you want more: step 10", "./rnnkit hint 10");
    }

    @Test
    void showsThemToWhoeverHasBegunOne() {
        addNine();
        add(1, stub(OneHotEncoding.class));
        add(10, WRONG);

        assertThat(board()).contains("8 of 9 steps pass", "Bonus: 0 of 1 step passes", "1 of 1 tests fail", "all wrong",
                "Next: step 1");
    }

    @Test
    void namesTheOneThatIsWrongBeforeOneThatIsNotBegun() {
        addNine();
        add(10, stub(TemperatureSampling.class));
        add(12, WRONG);

        assertThat(board()).contains("All of them. Train your model", "If you want more: step 12");
    }

    @Test
    void showsOneThatIsRunByItself() {
        add(10, stub(TemperatureSampling.class));

        assertThat(board()).contains("Bonus: 0 of 1 step passes", "Next: step 10").doesNotContain("RNN Kit:");
    }

    @Test
    void keepsItsFormWithoutThem() {
        addNine();

        assertThat(board()).contains("9 of 9 steps pass", "  ✔  1  One-hot encoding      passed",
                "All of them. Train your model").doesNotContain("Bonus").doesNotContain("more");
    }

    @Test
    void marksWhereOneIsAndPutsNeighboursThatStandAlikeOnALine() {
        addNine();
        add(4, WRONG);

        assertThat(boardOf(80).rows(Steps.all().get(3), true).lines().skip(3)).containsExactly(
                "  ✔  1  to 3                  passed",
                "› ✘  4  The RNN step          1 of 1 tests fail",
                "  ✔  5  to 9                  passed");
        assertThat(boardOf(80).rows(Steps.all().get(3), false).lines().skip(3)).hasSize(9)
                .contains("› ✘  4  The RNN step          1 of 1 tests fail");
    }

    @Test
    void breaksMessagesBetweenWords() {
        addNine();
        add(4, TestExecutionResult.failed(new AssertionError(
                "These are the numbers that come out when all of it is wrong")));

        assertThat(boardOf(40).text().lines()).containsSubsequence("         These are the numbers that come",
                "         out when all of it is wrong");
    }

    @Test
    void saysInOneLineHowTheStepToGoOnWithStands() {
        addNine();
        add(4, WRONG);

        assertThat(boardOf(80).sentence()).isEqualTo("Step 4, The RNN step: 1 of 1 tests fail. ./rnnkit hint 4");
        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void isDoneWithTheNineWhateverBonusStubsSay() {
        addNine();
        add(10, stub(TemperatureSampling.class));

        assertThat(boardOf(80).sentence()).isEqualTo("All nine steps pass. Train your model: ./rnnkit train");
        assertThat(boardOf(80).isDone()).isTrue();
    }

    /** Surefire ends red then, and the last line has to say the same. */
    @Test
    void isNotDoneWithAWrongBonusStep() {
        addNine();
        add(12, WRONG);

        assertThat(boardOf(80).sentence()).isEqualTo("Step 12, Backward by hand: 1 of 1 tests fail. ./rnnkit hint 12");
        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void isNotDoneWhileAStepWaits() {
        add(9, TestExecutionResult.aborted(new TestAbortedException("step 8 is not right yet")));

        assertThat(boardOf(80).sentence()).isEqualTo("Step 9, Full training: waits for another step. ./rnnkit hint 9");
        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void namesTheNextStepAfterOneThatWasRunByItself() {
        add(7, PASSED);

        assertThat(boardOf(80).sentence()).isEqualTo("Next: step 8, One epoch. ./rnnkit hint 8");
        assertThat(boardOf(80).isDone()).isTrue();
    }
}
