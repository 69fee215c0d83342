package org.rnnkit.learner.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.testkit.steps.Step;

/** Tests of a lab that tests steps whose code hangs, crashes or leaves something behind. */
@Tag("slow")
class LabTestsTest {

    private static final String RIGHT = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));";
    private static final int SECONDS = 3;

    @TempDir
    private static Path folder;

    private static KitCopy copy;
    private static LabTests tests;

    @BeforeAll
    static void start() {
        copy = KitCopy.create(folder);
        tests = new LabTests(copy.kit(), SECONDS);
    }

    @AfterAll
    static void end() {
        tests.close();
    }

    @Test
    void passesARightStepAgainAndAgain() {
        assertThat(test(RIGHT).status()).isEqualTo(StepStatus.PASSED);
        String[] files = tests.folder().toFile().list();
        for (int i = 0; i < 3; i++) {
            StepReport report = test(RIGHT);
            assertThat(report.status()).as(report.message()).isEqualTo(StepStatus.PASSED);
        }
        assertThat(tests.folder().toFile().list()).as("a watch of hours fills no disk").containsExactlyInAnyOrder(files);
    }

    @Test
    void usesTheLatestClasses() {
        StepReport wrong = test("return new NDList(manager.ones(new Shape(batchSize, numHiddens)));");
        assertThat(wrong.status()).isEqualTo(StepStatus.FAILED);
        assertThat(wrong.message()).contains("the state must be zero everywhere");
        assertThat(test(RIGHT).status()).isEqualTo(StepStatus.PASSED);
    }

    /** Code that can't find its files says nothing about the step. */
    @Test
    void givesNoVerdictWhenTheFolderIsDeletedDuringTheTests() {
        assertThatThrownBy(() -> test("while (Math.abs(1) > 0) { }", () -> {
            RecursiveDelete.deleteRecursively(tests.folder());
            return true;
        }))
                .isInstanceOf(GraderException.class).hasMessageContaining("was deleted while it was in use");
        assertStillWorks();
    }

    @Test
    void showsTheCodesOutputInOrderAndNothingElse() {
        StepReport report = test("System.out.println(\"one\"); System.err.println(\"two\");");
        assertThat(report.output()).startsWith("one\ntwo\none");
        assertThat(report.output().lines()).containsOnly("one", "two");
        assertThat(test(RIGHT).output()).isEmpty();
    }

    @Test
    void isNotAffectedByWhatEarlierCodeLeftBehind() {
        assertThat(test("ai.djl.engine.Engine.getInstance().newGradientCollector();").tests()).isNotEmpty();
        assertStillWorks();
    }

    @Test
    void explainsCompilerErrors() {
        assertThat(test("return manager.zeross(new Shape(1))").message()).contains("HiddenState.java:", "';' expected", "^");
        assertStillWorks();
    }

    @Test
    void aMissingFileIsNotAStub() throws IOException {
        Step step = copy.step(3);
        Files.delete(copy.kit().layout().exercise(step));
        StudentSteps own = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        StepReport report = tests.test(own, step);
        assertThat(report.status()).isEqualTo(StepStatus.ERROR);
        assertThat(report.message()).contains("HiddenState.java is missing", "./rnnkit reset 3 restores the stub");
        assertStillWorks();
    }

    @Test
    void namesAFileThatIsNotUtf8() throws IOException {
        Step step = copy.step(3);
        String source = copy.solution(step).replace(RIGHT, "int größe = 0;\n" + RIGHT);
        Files.write(copy.kit().layout().exercise(step), source.getBytes(StandardCharsets.ISO_8859_1));
        StudentSteps own = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        assertThat(tests.test(own, step).message()).startsWith("HiddenState.java is not saved as UTF-8, see line ")
                .containsOnlyOnce("unmappable character");
        assertStillWorks();
    }

    private static void assertStillWorks() {
        assertThat(test(RIGHT).status()).isEqualTo(StepStatus.PASSED);
        assertThat(tests.folder().toFile().list()).as("two files of each worker's first test, the lock and a folder")
                .hasSizeLessThanOrEqualTo(6);
    }

    private static StepReport test(String statements) {
        return test(statements, () -> true);
    }

    private static StepReport test(String statements, BooleanSupplier wanted) {
        Step step = copy.step(3);
        boolean whole = statements.startsWith("return");
        copy.save(step, copy.solution(step).replace(RIGHT, whole ? statements : statements + "\n" + RIGHT));
        StudentSteps own = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        return tests.test(own, step, wanted).orElseThrow();
    }
}
