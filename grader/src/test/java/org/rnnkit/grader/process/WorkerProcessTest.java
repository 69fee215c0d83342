package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.process.WorkerJar.WorkerSettings;
import org.rnnkit.grader.process.WorkerProcess.WorkerExit;
import org.rnnkit.grader.sandbox.PretendedGroups;
import org.rnnkit.grader.worker.WorkerMain;

/** Tests of the end of a worker. */
@EnabledOnOs(OS.LINUX)
class WorkerProcessTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

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
                .run(call, new Answered(call, groups), LIMIT, line -> { }, line -> { });

        assertThat(exit.stopped()).isFalse();
        assertThat(exit.out()).isEqualTo("printed\n");
        assertThat(call.answer()).contains("answered");
    }

    /** Waits for the answer. Meanwhile the machine runs out of memory, which does not matter then. */
    private record Answered(WorkerCall<?> call, PretendedGroups groups) implements WorkerProcess.Input {

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
