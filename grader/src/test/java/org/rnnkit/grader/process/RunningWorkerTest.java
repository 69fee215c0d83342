package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerJar.WorkerSettings;
import org.rnnkit.grader.sandbox.PretendedGroups;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxedProcess.LimitExceeded;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.grader.worker.source.CompilerWorker.CompileAnswer;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the end of a worker that answers many calls. */
@EnabledOnOs(OS.LINUX)
class RunningWorkerTest {

    private static final LimitExceeded STILL_RUNNING = new LimitExceeded("was still running");

    @TempDir
    private Path folder;

    @Test
    void endsInAGraderErrorIfTheMachineRanOutOfMemory() throws Exception {
        PretendedGroups groups = new PretendedGroups(Files.createDirectories(folder.resolve("groups")));
        WorkerCall<CompileAnswer> call = new WorkerCall<>("", CompileAnswer.class, folder);
        try (RunningWorker worker = start(groups.sandbox())) {
            kill(worker, groups);
            assertThat(worker.end(call, STILL_RUNNING).stopped()).isFalse();
        }
        try (RunningWorker worker = start(groups.sandbox())) {
            kill(worker, groups);
            groups.pretendThatMachineRanOutOfMemory();

            assertThatThrownBy(() -> worker.end(call, STILL_RUNNING)).isInstanceOf(GraderException.class)
                    .hasMessageContaining("This machine ran out of memory");
        }
    }

    /** The caller that was interrupted has no worker that it could close. */
    @Test
    void anInterruptedStartLeavesNoProcess() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> start(Sandbox.none())).isInstanceOf(GraderException.class).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().equals("keeper of a worker")) {
                thread.join(30_000);
                assertThat(thread.isAlive()).isFalse();
            }
        }
        assertThat(ProcessHandle.current().descendants()).noneMatch(process ->
                process.info().commandLine().orElse("").contains(folder.toString()));
    }

    private RunningWorker start(Sandbox sandbox) {
        return new WorkerProcess(sandbox, WorkerSettings.of(CompilerWorker.class,
                WorkerJar.path(Kit.find(Steps.all()), WorkerJar.of(CompilerWorker.class), List.of()), folder))
                .begin(List.of(), line -> { }, line -> { });
    }

    private static void kill(RunningWorker worker, PretendedGroups groups) throws InterruptedException {
        groups.pretendThatAllHaveEnded();
        worker.kill();
        while (worker.isAlive()) {
            Thread.sleep(1);
        }
    }
}
