package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.system.JvmCommand;

/** Tests of the end of a running worker. */
class SandboxedProcessTest {

    private static final int STARTS = 150;

    @TempDir
    private Path folder;

    /**
     * For some milliseconds of its start, bubblewrap is two processes, and the second waits for the first without ending with
     * it. It may have begun after the worker's processes were listed to be killed: here the first one is killed alone.
     */
    @Tag("slow")
    @Test
    void leavesNoProcessWheneverItIsKilledInItsStart() throws Exception {
        Sandbox sandbox = TestSubmission.bestSandbox();
        assumeTrue(sandbox.bubblewrap(), "this machine has no sandbox");
        for (int i = 0; i < STARTS; i++) {
            SandboxedProcess worker = sandbox.start(List.of(JvmCommand.java().toString(), "-version"),
                    new SandboxSpec(folder, List.of(), false, Map.of()));
            Thread.sleep(0, 999_999 * i / STARTS);
            Thread.sleep(i % 30);
            worker.process().destroyForcibly();
            worker.close();
        }

        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (left() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(left()).isZero();
    }

    private long left() {
        return ProcessHandle.allProcesses().filter(process -> process.info().arguments()
                .filter(arguments -> List.of(arguments).contains(folder.toString())).isPresent()).count();
    }
}
