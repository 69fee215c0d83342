package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.PretendedGroups;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.source.CompileAnswer;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the end of a worker: of one that runs to its end, and of one that answers many calls. */
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

    /** A worker that answers one call, prints something and then never ends. */
    static final class EndlessWorker {

        public static void main(String[] args) throws Exception {
            WorkerMain.run(worker -> worker.serve(String.class, exchange -> {
                exchange.ready();
                System.out.println("printed");
                exchange.answer("answered");
                Thread.sleep(Long.MAX_VALUE);
                return null;
            }));
        }
    }

    @Test
    void isKilledAsSoonAsAllAnswersAreThereWithoutAnError() throws IOException {
        PretendedGroups groups = new PretendedGroups(Files.createDirectories(folder.resolve("groups")));
        WorkerCall<String> call = new WorkerCall<>("", String.class, folder);
        List<Path> classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .toList();

        WorkerExit exit = new WorkerProcess(groups.sandbox(), WorkerSettings.of(EndlessWorker.class, classPath, folder))
                .run(call, new Answered(call, groups), Duration.ofSeconds(30), line -> { }, line -> { });

        assertThat(exit.stopped()).isFalse();
        assertThat(exit.out()).isEqualTo("printed\n");
        assertThat(call.answer()).contains("answered");
    }

    /** Waits for the answer. Meanwhile the machine runs out of memory, which does not matter then. */
    private record Answered(WorkerCall<?> call, PretendedGroups groups) implements WorkerInput {

        @Override
        public void write(OutputStream in) throws IOException, InterruptedException {
            while (!call.isAnswered()) {
                Thread.sleep(1);
            }
            groups.pretendThatAllHaveEnded();
            groups.pretendThatMachineRanOutOfMemory();
        }

        @Override
        public boolean hasAllAnswers() {
            return true;
        }
    }
}
