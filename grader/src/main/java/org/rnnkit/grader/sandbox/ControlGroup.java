package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The control group of one worker. The kernel enforces its limits on all processes in it.
 *
 * @param memory the folder of the memory controller's files
 * @param tasks the folder of the files that limit processes and threads; in version 2 the same folder
 * @param cpu the folder of the CPU controller's files, if it is a separate folder
 */
record ControlGroup(Path memory, Path tasks, Optional<Path> cpu) implements AutoCloseable {

    private static final long BYTES = 1L << 20;
    /** The kernel counts memory in portions, so that the maximum may be a little below the limit. */
    private static final long MARGIN = 8 * BYTES;
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 20;

    /** Sets the limits. */
    void limit(Limits limits) throws IOException {
        String bytes = String.valueOf(limits.memoryMegabytes() * BYTES);
        if (isUnified()) {
            Files.writeString(memory.resolve("memory.max"), bytes);
            writeIfThere("memory.swap.max", "0");
            // If the kernel kills one process of the worker because of memory, it kills all of them.
            writeIfThere("memory.oom.group", "1");
        } else {
            Files.writeString(memory.resolve("memory.limit_in_bytes"), bytes);
            writeIfThere("memory.memsw.limit_in_bytes", bytes);
        }
        Files.writeString(tasks.resolve("pids.max"), String.valueOf(limits.tasks()));
    }

    /** Lists the files cgroup.procs. A process that writes its id to them joins the group. */
    List<Path> processLists() {
        return folders().map(ControlGroup::processes).toList();
    }

    /** Returns the limit that has been exceeded, if there is one. */
    Optional<LimitExceeded> exceededLimit(Limits limits) {
        if (kills() > 0 && reachedMemoryLimit()) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return count(tasks.resolve("pids.events"), "max") > 0 ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /** Tells whether a process was killed because the whole machine, not the group, ran out of memory. */
    boolean machineRanOutOfMemory() {
        return kills() > 0 && !reachedMemoryLimit();
    }

    private long kills() {
        return count(memory.resolve(isUnified() ? "memory.events" : "memory.oom_control"), "oom_kill");
    }

    private boolean reachedMemoryLimit() {
        return isUnified() ? count(memory.resolve("memory.events"), "oom") > 0
                : number("memory.max_usage_in_bytes") + MARGIN >= number("memory.limit_in_bytes");
    }

    private long number(String name) {
        return read(memory.resolve(name)).stream().mapToLong(line -> Long.parseLong(line.strip())).findFirst().orElse(0);
    }

    /** Kills all processes in the group; repeatedly, because they may start new ones meanwhile. */
    void kill() {
        for (int i = 0; i < TRIES; i++) {
            List<String> left = read(processes(tasks));
            if (left.isEmpty()) {
                return;
            }
            left.forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
            pause();
        }
    }

    @Override
    public void close() {
        kill();
        folders().forEach(ControlGroup::remove);
    }

    private Stream<Path> folders() {
        return Stream.concat(Stream.of(memory, tasks).distinct(), cpu.stream());
    }

    /** Removes the folder of a group. This is only possible after the kernel has removed the last of its processes. */
    private static void remove(Path group) {
        for (int i = 0; i < TRIES && Files.exists(group); i++) {
            if (group.toFile().delete()) {
                return;
            }
            pause();
        }
    }

    private boolean isUnified() {
        return memory.equals(tasks);
    }

    private void writeIfThere(String name, String value) throws IOException {
        if (Files.isWritable(memory.resolve(name))) {
            Files.writeString(memory.resolve(name), value);
        }
    }

    private static Path processes(Path group) {
        return group.resolve("cgroup.procs");
    }

    /** Reads the number in a line such as "oom_kill 1"; 0 if there is no such line. */
    private static long count(Path file, String key) {
        return read(file).stream().filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1).strip())).findFirst().orElse(0);
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
