package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;

/** Tests of submissions whose code can't be run, or may not: the step has a reason. */
@Tag("slow")
class BrokenSubmissionTest {

    private static final String STATE = "step3state/HiddenState.java";
    private static final String SIGNATURE = "static NDList initialize(NDManager manager, int batchSize, int numHiddens)";

    @TempDir
    private Path folder;

    @Test
    void namesFileAndLineOfACompilerError() {
        Report report = TestSubmission.copyTo(folder).state("manager.zeros", "manager.nulls").grade(1, 3);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.ERROR);
        assertThat(report.steps().get(1).message())
                .containsPattern("step3state/HiddenState\\.java:\\d+: cannot find symbol").contains("nulls");
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                broken("the file is missing", student -> student.without(STATE), "missing", STATE),
                broken("the file is too large", student -> student.stateFirst("//" + "x".repeat(1_000_000)), "too large",
                        STATE),
                broken("the class is missing", student -> student.without(STATE).step("step3state/State.java",
                        "package org.rnnkit.step3state; public final class State {}"), STATE, "./rnnkit reset 3"),
                broken("the package line is wrong", student -> student.state("package org.rnnkit.step3state;",
                        "package org.rnnkit.step3;"), "package line"),
                broken("the signature is missing", student -> student.state("NDList initialize(", "NDList init("), SIGNATURE),
                broken("the method is not static", student -> student.state("public static NDList", "public NDList"),
                        "static NDList initialize("));
    }

    private static Arguments broken(String name, UnaryOperator<TestSubmission> change, String... message) {
        return Arguments.argumentSet(name, change, message);
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhatIsBroken(UnaryOperator<TestSubmission> change, String[] message) {
        StepReport step = change.apply(TestSubmission.copyTo(folder)).gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.ERROR);
        assertThat(step.message()).contains(message);
    }

    @Test
    void aStepThatUsesWhatItMayNotHasFailedAndNoneOfItsTestsRun() {
        Report report = TestSubmission.copyTo(folder).stateFirst("new Thread(() -> { }).start();").grade(1, 3);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.FAILED);
        StepReport step = report.steps().get(1);
        assertThat(step.message()).isEqualTo("HiddenState.java:" + step.location().line() + " uses Thread, which a step may "
                + "not use: it runs in the same program as its tests, so it gets arrays, the toolkit and plain Java, without "
                + "threads. Do the work in a loop on this thread.");
        assertThat(step.location().fileAndLine()).matches("src/main/java/org/rnnkit/step3state/HiddenState\\.java:\\d+");
        assertThat(step.tests()).isEmpty();
    }

    @Test
    void reportsAFailedInitialisationAsAFailure() {
        StepReport step = TestSubmission.copyTo(folder)
                .state("private HiddenState() {}", "private HiddenState() {}\n    private static final int N = 1 / 0;")
                .gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
        assertThat(step.message()).contains("/ by zero");
    }
}
