package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A worker that runs, and all that it has started. */
public final class SandboxedProcess implements AutoCloseable {

    /** The exit value that stands for the signal 9. */
    private static final int KILLED = 137;
    private static final long MEGABYTE = 1L << 20;

    private final Process process;
    private final Path folder;
    private final Limits limits;
    private final Optional<ControlGroup> group;
    private final Set<ProcessHandle> seen = new HashSet<>();
    private final long killsBefore = killsOfTheMachine();

    SandboxedProcess(Process process, Path folder, Limits limits, Optional<ControlGroup> group) {
        this.process = process;
        this.folder = folder;
        this.limits = limits;
        this.group = group;
    }

    /**
     * Returns the process to talk to.
     *
     * @return the worker, or the sandbox around it
     */
    public Process process() {
        return process;
    }

    /**
     * Looks whether a limit has been reached. Called several times a second while the worker runs, and once after.
     *
     * @return the limit, if there is one
     */
    public Optional<LimitExceeded> breach() {
        if (limits.equals(Limits.NONE)) {
            return Optional.empty();
        }
        return (group.isPresent() ? group.get().breach(limits) : sampled())
                .or(() -> FolderSize.isAbove(limits.diskMegabytes() * MEGABYTE, folder)
                        ? Optional.of(LimitExceeded.ofDisk(limits)) : Optional.empty());
    }

    private Optional<LimitExceeded> sampled() {
        process.descendants().forEach(seen::add);
        ProcessUsage usage = ProcessUsage.of(process.pid());
        if (usage.kilobytes() > limits.memoryMegabytes() * (MEGABYTE >> 10)) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return usage.tasks() > limits.tasks() ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /**
     * Tells, after its end, whether the system killed it because the machine had no memory left: neither its own
     * fault nor its own limit.
     *
     * @return whether that is known
     */
    public boolean wasKilledForTheMachine() {
        return group.map(ControlGroup::wasKilledForTheMachine)
                .orElseGet(() -> process.exitValue() == KILLED && killsOfTheMachine() > killsBefore);
    }

    /** Kills it and all that it started, also what has outlived its parents. */
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

    private static long killsOfTheMachine() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/vmstat"))) {
            return lines.filter(line -> line.startsWith("oom_kill ")).mapToLong(line -> Long.parseLong(line.substring(9)))
                    .findFirst().orElse(0);
        } catch (IOException noLinux) {
            return 0;
        }
    }
}
