package org.rnnkit.grader.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A running worker, with all processes that it has started. A {@link ControlGroup} limits its memory and tasks; without one,
 * only the memory that each of its processes allocates is limited.
 */
public final class SandboxedProcess implements AutoCloseable {

    /** The exit value of a process that was ended by signal 9, SIGKILL. */
    private static final int KILLED = 137;
    private static final long KILL_NANOS = 2_000_000_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private final Process process;
    private final Limits limits;
    private final Optional<ControlGroup> group;
    private final long killsBefore = countMachineKills();

    SandboxedProcess(Process process, Limits limits, Optional<ControlGroup> group) {
        this.process = process;
        this.limits = limits;
        this.group = group;
    }

    /** Returns the process, for its streams and its exit value: the worker, or the sandbox's program around it. */
    public Process process() {
        return process;
    }

    /**
     * Returns the limit of the control group that has been exceeded, if there is one. The caller asks several times in a
     * second while the worker runs, and once after its end.
     */
    public Optional<LimitExceeded> exceededLimit() {
        return group.flatMap(joined -> joined.exceededLimit(limits));
    }

    /**
     * Tells, after its end, whether the system killed it because the whole machine ran out of memory. It had not exceeded
     * its own limit then.
     */
    public boolean machineRanOutOfMemory() {
        return group.map(ControlGroup::machineRanOutOfMemory)
                .orElseGet(() -> process.exitValue() == KILLED && countMachineKills() > killsBefore);
    }

    /** Kills the worker and all processes that it has started. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly(); // first: when a child of the worker ends, the worker could start another one
        children.forEach(ProcessHandle::destroyForcibly);
        group.ifPresent(ControlGroup::kill);
        killSession();
    }

    /**
     * Kills what is left of the worker's session. A bubblewrap that is killed in its start can leave its second process, which
     * is nobody's child then and waits for the first one forever.
     */
    private void killSession() {
        if (limits.equals(Limits.NONE)) {
            return;
        }
        long end = System.nanoTime() + KILL_NANOS;
        while (process.isAlive() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        String[] names = new File("/proc").list((proc, name) -> Character.isDigit(name.charAt(0)));
        for (String pid : names == null ? new String[0] : names) {
            if (isInSession(Path.of("/proc", pid, "stat"))) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    /** Reads a session's number, the fourth after the name: a process chooses its own name, which ends at the last bracket. */
    private boolean isInSession(Path stat) {
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.substring(line.lastIndexOf(')') + 2).split(" ")[3].equals(String.valueOf(process.pid()));
        } catch (IOException ended) {
            return false;
        }
    }

    @Override
    public void close() {
        kill();
        group.ifPresent(ControlGroup::close);
    }

    private static long countMachineKills() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/vmstat"))) {
            return lines.filter(line -> line.startsWith("oom_kill ")).mapToLong(line -> Long.parseLong(line.substring(9)))
                    .findFirst().orElse(0);
        } catch (IOException noLinux) {
            return 0;
        }
    }
}
