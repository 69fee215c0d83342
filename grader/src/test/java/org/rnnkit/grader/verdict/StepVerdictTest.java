package org.rnnkit.grader.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.grader.worker.step.FailurePlace;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.ProblemKind;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.Difference;
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

    /** As in the name of a file, which a student may choose. */
    @Test
    void doesNotReadALineNumberThatNoFileHas() {
        SourceLocation whole = new SourceLocation(STEP.sourceFile(), null);

        assertThat(StepVerdict.error(STEP, "A.java:99999999999: .java:1: error").location()).isEqualTo(whole);
        assertThat(StepVerdict.error(STEP, "A.java:0: error").location()).isEqualTo(whole);
        assertThat(StepVerdict.error(STEP, STEP.sourceFile() + ":12: error").location().line()).isEqualTo(12);
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
                new TestProblem(ProblemKind.OTHER, "boom", 0, new FailurePlace("Helper.java", 12)), 0.1);

        assertThat(verdict(thrown).location())
                .isEqualTo(new SourceLocation("src/main/java/org/rnnkit/step5model/Helper.java", 12));
        assertThat(verdict(test(TestStatus.FAILED, ProblemKind.OTHER, "wrong")).location())
                .isEqualTo(new SourceLocation(STEP.sourceFile(), null));
        assertThat(StepVerdict.error(STEP, "does not compile: org/rnnkit/step5model/A.java:7: ';' expected").location())
                .isEqualTo(new SourceLocation("src/main/java/org/rnnkit/step5model/A.java", 7));
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
        assertThat(step.comparison()).isEqualTo(second);
        assertThat(step.tests()).extracting(TestReport::comparison).containsExactly(first, null, second);
        assertThat(step.withMessage("another").comparison()).isNull();
        assertThat(verdict(compared("less", 5, first), test(TestStatus.FAILED, ProblemKind.OTHER, "other")).comparison())
                .isEqualTo(first);
    }

    private static TestResult compared(String message, int rank, ArrayComparison arrays) {
        return new TestResult("c " + message, TestStatus.FAILED, new TestProblem(ProblemKind.OTHER, message, rank, null)
                .withComparison(WorkerFrame.JSON.valueToTree(arrays)), 0.1);
    }

    /** Code that takes over its worker can send anything. The verdict does not depend on it. */
    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "[]", "{}", "{\"name\":\"x\"}", "\"[\"", "1e999999999",
        "{\"name\":\"x\",\"axes\":[],\"expectedShape\":[-1],\"actualShape\":[],\"values\":null,\"slips\":[]}"})
    void leavesOutArraysThatAreForged(String json) throws JsonProcessingException {
        String sent = "{\"kind\": \"OTHER\", \"message\": \"wrong\", \"rank\": 0, \"comparison\": " + json + "}";
        StepReport step = verdict(new TestResult("b", TestStatus.FAILED,
                WorkerFrame.JSON.readValue(sent, TestProblem.class), 0.1));

        assertThat(step.message()).isEqualTo("wrong");
        assertThat(step.comparison()).isNull();
    }

    @Test
    void rejectsArraysThatAreTooLong() {
        TestProblem problem = new TestProblem(ProblemKind.OTHER, "wrong", 0, null);
        JsonNode tooLong = TextNode.valueOf("x".repeat(100_000));

        assertThat(problem.withComparison(tooLong).comparison()).isNull();
        assertThatThrownBy(() -> new TestProblem(ProblemKind.OTHER, "wrong", 0, null, null, tooLong))
                .isInstanceOf(IllegalArgumentException.class);
        String many = "{\"kind\": \"OTHER\", \"message\": \"wrong\", \"comparison\": [" + "[],".repeat(20_000) + "[]]}";
        assertThatThrownBy(() -> WorkerFrame.JSON.readValue(many, TestProblem.class))
                .hasMessageContaining("a comparison of more than 20000 parts");
    }

    /** All tests of a step have the same seed. */
    @Test
    void saysOncePerStepHowToRepeatTheTests() {
        String advice = "\nHint: ./rnnkit hint 5\nAgain with the same numbers:\nmvn test -pl exercises -Dgroups=step5 "
                + "-Drnnkit.seed=7";
        StepResult result = new StepResult(List.of(test(TestStatus.FAILED, ProblemKind.OTHER, "first" + advice),
                test(TestStatus.FAILED, ProblemKind.OTHER, "second" + advice)), null);

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
                new TestProblem(ProblemKind.NOT_WRITTEN, "not written", Integer.MAX_VALUE, null, method, null), 0.1);
    }

    private static TestResult test(TestStatus status, ProblemKind kind, String message) {
        return new TestResult("b", status, new TestProblem(kind, message), 0.1);
    }
}
