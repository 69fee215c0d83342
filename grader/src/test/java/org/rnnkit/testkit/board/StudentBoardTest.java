package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.opentest4j.TestAbortedException;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/** Tests of the board's lines about bonus steps. */
class StudentBoardTest {

    private static final TestExecutionResult PASSED = TestExecutionResult.successful();
    private static final TestExecutionResult WRONG = TestExecutionResult.failed(new AssertionError("all wrong"));

    private static final Step FIRST = Steps.all().get(0);
    private static final int COUNT = Steps.all().size();
    private static final String ALL = COUNT + " of " + COUNT + " steps pass";
    private static final String BUT_ONE = COUNT - 1 + " of " + COUNT + " steps pass";

    @TempDir
    private Path folder;

    private final Map<Integer, StepTally> tallies = new TreeMap<>();

    private static TestExecutionResult stub(Step step) {
        String signature = step.signatures().get(0);
        return stub(step, signature.substring(signature.lastIndexOf(' ', signature.indexOf('(')) + 1, signature.indexOf('(')));
    }

    private static TestExecutionResult stub(Step step, String method) {
        try {
            NotImplementedYet missing = new NotImplementedYet(Class.forName(step.fullName()));
            missing.setStackTrace(new StackTraceElement[] {new StackTraceElement(step.fullName(), method, null, -1)});
            return TestExecutionResult.aborted(new TestAbortedException("not written", missing));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(Step step, TestExecutionResult result) {
        StepTally tally = new StepTally(step, folder);
        tally.add("a test", result);
        tallies.put(step.number(), tally);
    }

    private void add(int number, TestExecutionResult result) {
        add(step(number), result);
    }

    private static Step step(int number) {
        return TestSteps.withNumber(number);
    }

    private static String title(int number) {
        return step(number).title();
    }

    private void addNine() {
        Steps.all().forEach(step -> add(step.number(), PASSED));
    }

    private String board() {
        return boardOf(80).text("");
    }

    private Board boardOf(int width) {
        return new Board(tallies.values().stream().map(StepTally::state).toList(), StandardCharsets.UTF_8, width, false);
    }

    @Test
    void saysNothingOfThemToWhoeverIsOnTheWay() {
        addNine();
        add(FIRST, stub(FIRST));
        add(TestSteps.bonus(), stub(TestSteps.bonus()));

        assertThat(board()).contains(BUT_ONE, "Next: step " + FIRST.number()).doesNotContain("Bonus")
                .doesNotContain(TestSteps.bonus().title());
    }

    @Test
    void offersThemOnceTheNinePass() {
        addNine();
        add(TestSteps.bonus(), stub(TestSteps.bonus()));

        assertThat(board()).contains(ALL, "All of them. Train your model", "Bonus: 0 of 1 step passes",
                "If you want more: step " + TestSteps.bonus().number(), "./rnnkit hint " + TestSteps.bonus().number())
                .containsPattern(TestSteps.bonus().number() + "  " + TestSteps.bonus().title() + " +not started");
    }

    @Test
    void showsThemToWhoeverHasBegunOne() {
        addNine();
        add(FIRST, stub(FIRST));
        add(TestSteps.bonus(), WRONG);

        assertThat(board()).contains(BUT_ONE, "Bonus: 0 of 1 step passes", "1 of 1 tests fail", "all wrong",
                "Next: step " + FIRST.number());
    }

    @Test
    void namesTheOneThatIsWrongBeforeOneThatIsNotBegun() {
        addNine();
        add(TestSteps.bonus(), stub(TestSteps.bonus()));
        add(TestSteps.bonus(1), WRONG);

        assertThat(board()).contains("All of them. Train your model", "If you want more: step " + TestSteps.bonus(1).number());
    }

    /** A page without a failed test would only repeat the board. */
    @Test
    void namesThePageIfATestFails() {
        add(FIRST, stub(FIRST));
        assertThat(boardOf(80).text("exercises/target/verdict.html")).doesNotContain("verdict.html");
        add(FIRST, WRONG);
        assertThat(boardOf(80).text("exercises/target/verdict.html").lines())
                .containsSubsequence("    page  exercises/target/verdict.html", "").endsWith("");
        assertThat(boardOf(80).text("")).doesNotContain("page");
    }

    @Test
    void showsOneThatIsRunByItself() {
        add(TestSteps.bonus(), stub(TestSteps.bonus()));

        assertThat(board()).contains("Bonus: 0 of 1 step passes", "Next: step " + TestSteps.bonus().number())
                .doesNotContain("RNN Kit:");
    }

    /** All thirteen steps, or the nine of a kit without bonus steps. */
    @Test
    void saysWhatElseThereIsOnceNothingIsLeftToWrite() {
        addNine();
        Steps.bonus().forEach(step -> add(step, PASSED));

        assertThat(board()).contains("All of them. Train your model: ./rnnkit train", "./rnnkit play",
                "./rnnkit experiment", "./rnnkit grade", "make a page").doesNotContain("more");
    }

    @Test
    void namesTheMethodsOfAHalfWrittenStepThatAreStubs() {
        StepTally tally = new StepTally(step(5), folder);
        tally.add("a test", stub(step(5), "parameters"));
        tally.add("a test", stub(step(5), "forward"));

        assertThat(tally.state().words()).isEqualTo("still stubs: forward, parameters");
        assertThat(tally.state().kind()).isEqualTo(StepStateKind.WRONG);

        tally.add("a test", WRONG);
        assertThat(tally.state().words()).isEqualTo("1 of 3 tests fail");
        assertThat(tally.state().message()).startsWith("all wrong\nStill stubs: forward, parameters.");
    }

    @Test
    void namesTheStubsLineInAStepThatIsBegun() throws IOException {
        Path source = folder.resolve(step(4).sourceFile());
        Files.createDirectories(source.getParent());
        String stub = Files.readString(Path.of("..", step(4).exerciseFile()));
        Files.writeString(source, stub);
        StepTally tally = new StepTally(step(4), folder);
        tally.add("a test", stub(step(4)));
        assertThat(tally.state().words()).isEqualTo("not started");

        Files.writeString(source, stub.replaceFirst("\n *// TODO", "\n        NDArray weights = parameters.get(0);$0"));
        assertThat(tally.state().words()).isEqualTo("the stub's line is left");
        assertThat(tally.state().message()).matches("The stub's line is still in RnnForward\\.java:\\d+, so the step always "
                + "ends there\\. Delete it: throw new NotImplementedYet\\(RnnForward\\.class\\);");
        assertThat(tally.pageEntry().failure().text()).isEqualTo(tally.state().message());
    }

    /** A constructor that is a stub hides the other methods from the tests. */
    @Test
    void isNotStartedWhileAllMethodsOrTheConstructorAreStubs() {
        StepTally constructor = new StepTally(step(5), folder);
        constructor.add("a test", stub(step(5), "<init>"));
        StepTally all = new StepTally(step(5), folder);
        List.of("forward", "beginState", "parameters", "<init>").forEach(method -> all.add("a test", stub(step(5), method)));

        assertThat(constructor.state().words()).isEqualTo("not started");
        assertThat(all.state().words()).isEqualTo("not started");
    }

    @Test
    void fitsANarrowTerminal() {
        addNine();
        add(6, stub(step(6)));
        add(5, stub(step(5), "parameters"));
        add(9, TestExecutionResult.aborted(new TestAbortedException("step 8 is not right yet")));
        add(TestSteps.bonus(), stub(TestSteps.bonus()));

        assertThat(boardOf(40).text("").lines()).allSatisfy(line -> assertThat(line.matches(" +(\\S+|mvn .*)") ? "" : line)
                .hasSizeLessThanOrEqualTo(40)).contains("  \u2718  5  " + title(5), "         still stubs: parameters");
    }

    @Test
    void saysWhatComesAfterATraining() {
        addNine();

        assertThat(new Board(tallies.values().stream().map(StepTally::state).toList(), StandardCharsets.UTF_8, 80, true).next())
                .contains("./rnnkit play", "./rnnkit studio").doesNotContain("Train your model");
    }

    @Test
    void keepsItsFormWithoutThem() {
        addNine();

        assertThat(board()).contains(ALL, "All of them. Train your model")
                .containsPattern("  ✔  " + FIRST.number() + "  " + FIRST.title() + " +passed")
                .doesNotContain("Bonus").doesNotContain("more");
    }

    @Test
    void marksWhereOneIsAndPutsNeighboursThatStandAlikeOnALine() {
        addNine();
        int middle = COUNT / 2;
        Step wrong = Steps.all().get(middle);
        add(wrong, WRONG);
        String shown = "› ✘  " + wrong.number() + "  " + wrong.title() + " +1 of 1 tests fail";

        assertThat(boardOf(80).rows(wrong, true).lines().skip(3)).satisfiesExactly(
                line -> assertThat(line).matches("  ✔  " + FIRST.number() + "  to "
                        + Steps.all().get(middle - 1).number() + " +passed"),
                line -> assertThat(line).matches(shown),
                line -> assertThat(line).matches("  ✔  " + Steps.all().get(middle + 1).number() + "  to "
                        + Steps.last().number() + " +passed"));
        assertThat(boardOf(80).rows(wrong, false).lines().skip(3)).hasSize(COUNT)
                .anySatisfy(line -> assertThat(line).matches(shown));
    }

    @Test
    void breaksMessagesBetweenWords() {
        addNine();
        add(4, TestExecutionResult.failed(new AssertionError(
                "Likely mistake: all of it is wrong, and the rest")));

        assertThat(boardOf(40).text("").lines()).containsSubsequence("         Likely mistake: all of it is",
                "         wrong, and the rest");
    }

    @Test
    void isNotDoneWithAWrongStep() {
        addNine();
        add(4, WRONG);

        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void isDoneWithTheNineWhateverBonusStubsSay() {
        addNine();
        add(TestSteps.bonus(), stub(TestSteps.bonus()));

        assertThat(boardOf(80).isDone()).isTrue();
    }

    /** Surefire ends red then, too. */
    @Test
    void isNotDoneWithAWrongBonusStep() {
        addNine();
        add(TestSteps.bonus(1), WRONG);

        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void isNotDoneWhileAStepWaits() {
        add(9, TestExecutionResult.aborted(new TestAbortedException("step 8 is not right yet")));

        assertThat(boardOf(80).isDone()).isFalse();
    }

    @Test
    void namesTheNextStepAfterOneThatWasRunByItself() {
        add(FIRST, PASSED);
        Step next = Steps.all().get(1);

        assertThat(boardOf(80).next()).contains("Next: step " + next.number() + ", " + next.title(),
                "./rnnkit hint " + next.number());
        assertThat(boardOf(80).isDone()).isTrue();
    }
}
