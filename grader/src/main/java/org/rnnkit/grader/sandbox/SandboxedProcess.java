package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A running worker, with all processes that it has started. */
public final class SandboxedProcess implements AutoCloseable {

    /** The exit value of a process that was ended by signal 9, SIGKILL. */
    private static final int KILLED = 137;
    private static final long MEGABYTE = 1L << 20;

    private final Process process;
    private final Sandbox.Spec spec;
    private final Limits limits;
    private final Optional<ControlGroup> group;
    /** The processes that it has started, also those whose parent has ended. One thread fills it; another may kill them. */
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private final long killsBefore = countMachineKills();

    SandboxedProcess(Process process, Sandbox.Spec spec, Limits limits, Optional<ControlGroup> group) {
        this.process = process;
        this.spec = spec;
        this.limits = limits;
        this.group = group;
    }

    /**
     * Returns the process, for its streams and its exit value.
     *
     * @return the worker, or the sandbox's program around it
     */
    public Process process() {
        return process;
    }

    /**
     * Checks the limits on memory, tasks and disk. The caller does so several times a second while the worker runs, and
     * once after its end.
     *
     * @return the limit that has been exceeded, if there is one
     */
    public Optional<LimitExceeded> exceededLimit() {
        if (limits.equals(Limits.NONE)) {
            return Optional.empty();
        }
        return (group.isPresent() ? group.get().exceededLimit(limits) : exceededByCount())
                .or(() -> DiskUsage.isAbove(limits.diskMegabytes() * MEGABYTE, spec, process)
                        ? Optional.of(LimitExceeded.ofDisk(limits)) : Optional.empty());
    }

    private Optional<LimitExceeded> exceededByCount() {
        process.descendants().forEach(seen::add);
        ProcessUsage usage = ProcessUsage.measure(process.pid());
        if (usage.kilobytes() > limits.memoryMegabytes() * (MEGABYTE >> 10)) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return usage.tasks() > limits.tasks() ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /**
     * Tells, after its end, whether the system killed it because the whole machine ran out of memory. It had not exceeded
     * its own limit then.
     *
     * @return whether that is certain
     */
    public boolean machineRanOutOfMemory() {
        return group.map(ControlGroup::machineRanOutOfMemory)
                .orElseGet(() -> process.exitValue() == KILLED && countMachineKills() > killsBefore);
    }

    /** Kills the worker and all processes that it has started, also those whose parent has ended. */
    public void kill() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
        seen.forEach(ProcessHandle::destroyForcibly);
        group.ifPresent(ControlGroup::kill);
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
