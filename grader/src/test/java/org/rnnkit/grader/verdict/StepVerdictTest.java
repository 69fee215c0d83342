package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.ProblemKind;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.Difference;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;
import org.rnnkit.testkit.steps.Step;

/** Tests of the rules by which a step's report follows from its test results. */
class StepVerdictTest {

    private static final Step STEP = TestSteps.withNumber(5);
    private static final TestResult PASSED = new TestResult("a", TestStatus.PASSED, null, 0.1);

    @Test
    void givesAllPointsIfAllTestsPass() {
        StepReport step = verdict(PASSED, PASSED);

        assertThat(step.status()).isEqualTo(StepStatus.PASSED);
        assertThat(step.score()).isEqualTo(STEP.points());
        assertThat(step.message()).isEmpty();
    }

    @Test
    void failsAStepWithoutTests() {
        assertThat(verdict().status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void failsAStepWithASkippedTest() {
        StepReport step = verdict(PASSED, test(TestStatus.SKIPPED, ProblemKind.OTHER, "skipped: not today"));

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.message()).isEqualTo("skipped: not today");
    }

    @Test
    void reportsAStubAsNotStartedAndHalfAStubAsFailed() {
        TestResult constructor = stub(TestStatus.FAILED, "RnnModelScratch");

        assertThat(verdict(constructor, stub(TestStatus.SKIPPED, "RnnModelScratch")).status())
                .isEqualTo(StepStatus.NOT_STARTED);
        assertThat(verdict(constructor, PASSED).status()).isEqualTo(StepStatus.FAILED);
    }

    @Test
    void namesTheStubsOfAHalfWrittenStepAfterItsMistake() {
        TestResult parameters = stub(TestStatus.FAILED, "parameters");
        TestResult forward = stub(TestStatus.SKIPPED, "forward");

        assertThat(verdict(parameters, forward).status()).isEqualTo(StepStatus.FAILED);
        assertThat(verdict(parameters, forward).message()).startsWith("Still stubs: forward, parameters.\n");
        assertThat(verdict(parameters, test(TestStatus.FAILED, ProblemKind.OTHER, "wrong"), forward).message())
                .startsWith("wrong\nStill stubs: forward, parameters.\n");
        assertThat(verdict(parameters, drawn("wrong"), forward).message())
                .startsWith("wrong\nStill stubs: forward, parameters.\n").endsWith("-Drnnkit.seed=7");
    }

    @Test
    void usesTheMessageOfTheFirstFailedTest() {
        assertThat(verdict(test(TestStatus.SKIPPED, ProblemKind.OTHER, "waits"), PASSED, test(TestStatus.FAILED,
                ProblemKind.OTHER, "first"),
                test(TestStatus.FAILED, ProblemKind.OTHER, "second")).message()).isEqualTo("first");
    }

    @Test
    void namesAMissingSignature() {
        StepReport step = verdict(PASSED, test(TestStatus.FAILED, ProblemKind.NOT_LINKED,
                "NoSuchMethodError: 'void org.rnnkit.step5model.RnnModelScratch.<init>(int)'"));

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).startsWith("RnnModelScratch: the constructor is missing, was renamed, or has other types."
                + "\nExpected: ").contains("RnnModelScratch(NDManager").doesNotContain("beginState", "Error");
        assertThat(verdict(test(TestStatus.FAILED, ProblemKind.NOT_LINKED, "NoSuchMethodError: 'x.Y org.rnnkit.step5model."
                + "RnnModelScratch.beginState(int)'")).message()).contains("method beginState is missing");
        assertThat(verdict(test(TestStatus.FAILED, ProblemKind.NOT_LINKED, "NoClassDefFoundError: a/B")).message())
                .endsWith("\nJava says: NoClassDefFoundError: a/B");
    }

    @Test
    void failsAStepThatEndsBeforeTheLastTest() {
        StepReport step = StepVerdict.of(STEP,
                new StepResult(List.of(PASSED), new TestProblem(ProblemKind.OUT_OF_MEMORY, "OutOfMemoryError")));

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.message()).contains("memory");
    }

    @Test
    void namesFileAndLine() {
        TestResult thrown = new TestResult("b", TestStatus.FAILED,
                new TestProblem(ProblemKind.OTHER, Failure.of("boom").at(new FailurePlace("Helper.java", 12)), 0, null), 0.1);

        assertThat(verdict(thrown).location())
                .isEqualTo(new SourceLocation("src/main/java/org/rnnkit/step5model/Helper.java", 12));
        assertThat(verdict(test(TestStatus.FAILED, ProblemKind.OTHER, "wrong")).location())
                .isEqualTo(new SourceLocation(STEP.sourceFile(), null));
        assertThat(StepVerdict.error(STEP, "does not compile", new FailurePlace("A.java", 7)).location())
                .isEqualTo(new SourceLocation("src/main/java/org/rnnkit/step5model/A.java", 7));
        assertThat(StepVerdict.error(STEP, "missing", null).location()).isEqualTo(new SourceLocation(STEP.sourceFile(), null));
        assertThat(verdict(PASSED).location()).isNull();
    }

    @Test
    void hasTheArraysOfTheFailureThatTheMessageIsAbout() {
        ArrayComparison first = ArrayComparison.ofValues("the state", List.of("time"), List.of(), new long[] {3},
                new Difference(new double[3], new double[] {0, 1, 0}, i -> i == 1));
        ArrayComparison second = ArrayComparison.ofValues("the state", List.of("token"), List.of(), new long[] {4},
                new Difference(new double[4], new double[] {0, 0, 1, 0}, i -> i == 2));
        StepReport step = verdict(compared("less", 5, first), test(TestStatus.FAILED, ProblemKind.OTHER, "other"),
                compared("more", 1, second));

        assertThat(step.message()).isEqualTo("more");
        assertThat(step.failure().comparison()).isEqualTo(second);
        assertThat(verdict(compared("less", 5, first), test(TestStatus.FAILED, ProblemKind.OTHER, "other")).failure()
                .comparison()).isEqualTo(first);
    }

    private static TestResult compared(String message, int rank, ArrayComparison arrays) {
        return new TestResult("c " + message, TestStatus.FAILED, new TestProblem(ProblemKind.OTHER,
                Failure.of(message).withComparison(arrays), rank, null), 0.1);
    }

    /** All tests of a step have the same seed. */
    @Test
    void saysOncePerStepHowToRepeatTheTests() {
        String advice = "\nWhere: RnnModelScratch.java\nHint: ./rnnkit hint 5\nAgain with the same numbers:\n"
                + "mvn test -pl exercises -Dgroups=step5 -Drnnkit.seed=7";
        StepResult result = new StepResult(List.of(drawn("first"), drawn("second")), null);

        StepReport step = StepVerdict.of(STEP, result);

        assertThat(step.message()).isEqualTo("first" + advice);
        assertThat(step.tests()).extracting(TestReport::message).containsExactly("first", "second");
        assertThat(step.tests()).extracting(step::messageBeside).containsExactly("", "second");
    }

    private static StepReport verdict(TestResult... tests) {
        return StepVerdict.of(STEP, new StepResult(List.of(tests), null));
    }

    private static TestResult stub(TestStatus status, String method) {
        return new TestResult("c", status,
                new TestProblem(ProblemKind.NOT_WRITTEN, Failure.of("not written"), Integer.MAX_VALUE, method), 0.1);
    }

    private static TestResult drawn(String message) {
        return new TestResult("d", TestStatus.FAILED, new TestProblem(ProblemKind.OTHER, Failure.of(message).withSeed(7), 0,
                null), 0.1);
    }

    private static TestResult test(TestStatus status, ProblemKind kind, String message) {
        return new TestResult("b", status, new TestProblem(kind, message), 0.1);
    }
}
