package org.rnnkit.grader.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests of the watch on the process that started a worker. */
class ParentWatchTest {

    /** A worker that starts a process, as a step's code may do, and waits. */
    static final class Worker {

        public static void main(String[] arguments) throws IOException, InterruptedException {
            ParentWatch.attach();
            System.out.println(ProcessHandle.current().pid() + " " + new ProcessBuilder("sleep", "600").start().pid());
            Thread.sleep(600_000);
        }
    }

    @Test
    @Timeout(60)
    @DisabledOnOs(OS.WINDOWS)
    void aWorkerAndItsProcessesEndWithAGraderThatIsKilled() throws Exception {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process grader = new ProcessBuilder("sh", "-c", "\"$@\" & wait", "sh", java, "-cp",
                System.getProperty("java.class.path"), Worker.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader output = grader.inputReader()) {
            List<ProcessHandle> started = List.of(output.readLine().split(" ")).stream().map(Long::parseLong)
                    .map(ProcessHandle::of).map(Optional::orElseThrow).toList();
            assertThat(started).hasSize(2);

            grader.destroyForcibly();

            for (ProcessHandle process : started) {
                process.onExit().get();
            }
        }
    }
}
