package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;

/**
 * Tests of steps that harm their process: the message names the cause, and the other steps are still graded. All of them run
 * without a sandbox, as on systems that have none; {@link AttackTest} has what needs one.
 */
@Tag("slow")
class HostileSubmissionTest {

    @TempDir
    private Path folder;

    private TestSubmission student() {
        return TestSubmission.copyTo(folder).plain().unchecked();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killsAllProcessesOfAStoppedStep() throws Exception {
        failsWith("took longer than 10 seconds and", withSleeper(".waitFor()").limit(10));
        assertThatNoSleeperIsLeft();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killsAllProcessesOfAPassedStep() throws Exception {
        StepReport step = withSleeper(".pid()").gradeState();

        assertThat(step.status()).as(step.message()).isEqualTo(StepStatus.PASSED);
        assertThatNoSleeperIsLeft();
    }

    private Path sleepers() {
        return folder.resolve("sleepers");
    }

    /**
     * Makes step 3 start a sleeping process at its first calls, and write the id of this process to a file. A step that is
     * called hundreds of times would soon have more processes than are allowed.
     */
    private TestSubmission withSleeper(String then) {
        return student().stateFirst("""
                int sleepers = Integer.getInteger("sleepers", 0);
                System.setProperty("sleepers", String.valueOf(sleepers + 1));
                try {
                    if (sleepers < 10) {
                        Process sleeper = new ProcessBuilder("sleep", "600").start();
                        java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), sleeper.pid() + "\\n",
                                java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
                        sleeper%s;
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }""".formatted(sleepers(), then));
    }

    /** Waits until all sleepers have ended. A zombie, which has ended but still has an id, has no command any more. */
    private void assertThatNoSleeperIsLeft() throws Exception {
        List<String> pids = Files.readAllLines(sleepers());
        assertThat(pids).isNotEmpty();
        for (String pid : pids) {
            long begun = System.nanoTime();
            while (isAlive(pid) && System.nanoTime() - begun < 5e9) {
                Thread.sleep(20);
            }
            assertThat(isAlive(pid)).as("sleeper " + pid).isFalse();
        }
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid)).flatMap(process -> process.info().command()).isPresent();
    }

    @Test
    void noClassTakesThePlaceOfAGradedTest() {
        StepReport step = TestSubmission.copyTo(folder).plain().state("manager.zeros", "manager.ones")
                .step("step3state/HiddenStateTest.java", "package org.rnnkit.step3state; class HiddenStateTest {}")
                .step("step3state/Step.java", "package org.rnnkit.testkit.steps; class Step {}")
                .gradeState();

        assertThat(step.status()).isEqualTo(StepStatus.FAILED);
    }

    private static void failsWith(String message, TestSubmission student) {
        StepReport step = student.gradeState();
        assertThat(step.status()).as(step.message()).isEqualTo(StepStatus.FAILED);
        assertThat(step.score()).isZero();
        assertThat(step.message()).contains(message);
    }
}
