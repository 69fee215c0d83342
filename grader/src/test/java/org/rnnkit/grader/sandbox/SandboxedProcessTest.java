package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.sandbox.SandboxedProcess.ProcessUsage;
import org.rnnkit.grader.system.JvmCommand;

/** Tests of a running worker, with made-up processes and a made-up /proc. */
class SandboxedProcessTest {

    private static final int STARTS = 150;

    @TempDir
    private Path folder;

    /** As when the user interrupts: the thread of the shutdown kills, while the worker's own thread still looks at it. */
    @Test
    void killsAllProcessesWhileAnotherThreadStillFindsNewOnes() {
        FakeProcess process = new FakeProcess();
        SandboxedProcess worker = new SandboxedProcess(process, new SandboxSpec(folder, List.of(), List.of(), false, Map.of()),
                Limits.DEFAULT, Optional.empty());
        process.children = List.of(child(1, process, worker), child(2, process, worker), child(3, process, worker));
        worker.exceededLimit();
        // Their parent has ended, so that the system no longer counts them among the worker's.
        process.children = List.of();

        worker.kill();

        assertThat(process.killed).contains(1L, 2L, 3L);
    }

    /**
     * For some milliseconds of its start, bubblewrap is two processes, and the second waits for the first without ending with
     * it. It may have begun after the worker's processes were listed to be killed: here the first one is killed alone.
     */
    @Tag("slow")
    @Test
    void leavesNoProcessWheneverItIsKilledInItsStart() throws Exception {
        Sandbox sandbox = TestSubmission.bestSandbox();
        assumeTrue(sandbox.bubblewrap().isPresent(), "this machine has no sandbox");
        for (int i = 0; i < STARTS; i++) {
            SandboxedProcess worker = sandbox.start(List.of(JvmCommand.java().toString(), "-version"),
                    new SandboxSpec(folder, List.of(), List.of(), false, Map.of()));
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

    @Test
    void addsUpProcesses() throws IOException {
        process(10, 100, 3);
        process(11, 20, 2);
        process(12, 3, 1);
        process(13, 9_999, 99);
        Files.writeString(Files.createDirectories(folder.resolve("14")).resolve("status"), "State:\tZ (zombie)\n");
        Files.createDirectories(folder.resolve("15"));

        assertThat(ProcessUsage.measure(folder, List.of(10L, 11L, 12L, 14L, 15L, 99L))).isEqualTo(new ProcessUsage(123, 6));
        assertThat(ProcessUsage.measure(folder.resolve("not-there"), List.of(10L))).isEqualTo(new ProcessUsage(0, 0));
    }

    /** A process must not hide from its limits by its name. */
    @ParameterizedTest
    @ValueSource(strings = {"ja\u00e4", "a\rThreads:x", "a\rVmRSS:0"})
    void countsAProcessWhateverItsName(String name) throws IOException {
        process(10, 100, 3);
        Path status = folder.resolve("10/status");
        byte[] content = Files.readString(status).replace("java", name).getBytes(StandardCharsets.ISO_8859_1);
        Files.write(status, content);

        assertThat(ProcessUsage.measure(folder, List.of(10L))).isEqualTo(new ProcessUsage(100, 3));
    }

    /** As a program does that ends its first thread to look like a process that has ended. */
    @Test
    void countsTheMemoryOfAProcessWhoseFirstThreadHasEnded() throws IOException {
        process(10, 100, 1);
        String dead = "State:\tZ (zombie)\nPPid:\t10\nThreads:\t2\n";
        Path threads = folder.resolve("11/task");
        Files.writeString(Files.createDirectories(threads.resolve("11")).resolve("status"), dead);
        Files.writeString(Files.createDirectories(threads.resolve("12")).resolve("status"), "VmRSS:\t 70000 kB\n");
        Files.writeString(folder.resolve("11/status"), dead);

        assertThat(ProcessUsage.measure(folder, List.of(10L, 11L))).isEqualTo(new ProcessUsage(70_100, 3));
    }

    private void process(long pid, long kilobytes, int threads) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve(String.valueOf(pid))).resolve("status"), """
                Name:\tjava
                VmPeak:\t 9999999 kB
                VmRSS:\t   %d kB
                Threads:\t%d
                """.formatted(kilobytes, threads));
    }

    /** Makes a process; when it is killed, a look at the limits finds another one. */
    private static ProcessHandle child(long pid, FakeProcess process, SandboxedProcess worker) {
        return (ProcessHandle) Proxy.newProxyInstance(SandboxedProcessTest.class.getClassLoader(),
                new Class<?>[] {ProcessHandle.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> (int) pid;
                    case "equals" -> self == arguments[0];
                    case "pid" -> pid;
                    case "destroyForcibly" -> {
                        process.killed.add(pid);
                        if (pid <= 3) {
                            process.children = List.of(child(pid + 100, process, worker));
                            worker.exceededLimit();
                        }
                        yield true;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** A process that has ended, with children that a test chooses. */
    private static final class FakeProcess extends Process {

        private final List<Long> killed = new ArrayList<>();
        private List<ProcessHandle> children = List.of();

        @Override
        public Stream<ProcessHandle> descendants() {
            return children.stream();
        }

        @Override
        public ProcessHandle toHandle() {
            return ProcessHandle.current();
        }

        @Override
        public long pid() {
            return Long.MAX_VALUE;
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream getInputStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return InputStream.nullInputStream();
        }

        @Override
        public int waitFor() {
            return 0;
        }

        @Override
        public int exitValue() {
            return 0;
        }

        @Override
        public void destroy() {
            // It has ended.
        }
    }
}
