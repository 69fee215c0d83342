package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a running worker, with made-up processes. */
class SandboxedProcessTest {

    @TempDir
    private Path folder;

    /** As when the user interrupts: the thread of the shutdown kills, while the worker's own thread still looks at it. */
    @Test
    void killsAllProcessesWhileAnotherThreadStillFindsNewOnes() {
        FakeProcess process = new FakeProcess();
        SandboxedProcess worker = new SandboxedProcess(process, new Sandbox.Spec(folder, List.of(), List.of(), false, Map.of()),
                Limits.DEFAULT, Optional.empty());
        process.children = List.of(child(1, process, worker), child(2, process, worker), child(3, process, worker));
        worker.exceededLimit();
        // Their parent has ended, so that the system no longer counts them among the worker's.
        process.children = List.of();

        worker.kill();

        assertThat(process.killed).contains(1L, 2L, 3L);
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
