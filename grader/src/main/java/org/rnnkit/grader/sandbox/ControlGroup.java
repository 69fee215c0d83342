package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One worker's control group: the kernel holds its processes to the limits, whatever they do.
 *
 * @param memory the folder that limits memory
 * @param tasks the folder that limits processes and threads; the same one in version 2
 * @param cpu the folder that has its share of the processors, where that is another one
 */
record ControlGroup(Path memory, Path tasks, Optional<Path> cpu) implements AutoCloseable {

    private static final long BYTES = 1L << 20;
    /** The kernel counts in portions. */
    private static final long MARGIN = 8 * BYTES;
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 20;

    /** Writes the limits down. */
    void limit(Limits limits) throws IOException {
        String bytes = String.valueOf(limits.memoryMegabytes() * BYTES);
        if (isUnified()) {
            Files.writeString(memory.resolve("memory.max"), bytes);
            writeIfThere("memory.swap.max", "0");
            // Whatever is killed for its memory, all of the worker is.
            writeIfThere("memory.oom.group", "1");
        } else {
            Files.writeString(memory.resolve("memory.limit_in_bytes"), bytes);
            writeIfThere("memory.memsw.limit_in_bytes", bytes);
        }
        Files.writeString(tasks.resolve("pids.max"), String.valueOf(limits.tasks()));
    }

    /** The files that a process writes its number to, to be in the group. */
    List<Path> doors() {
        return folders().map(ControlGroup::processes).toList();
    }

    /** Tells which limit has been reached, if one has. */
    Optional<LimitExceeded> breach(Limits limits) {
        if (kills() > 0 && reachedItsLimit()) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return count(tasks.resolve("pids.events"), "max") > 0 ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /** Tells whether a process was killed because the machine, not the group, had no memory left. */
    boolean wasKilledForTheMachine() {
        return kills() > 0 && !reachedItsLimit();
    }

    private long kills() {
        return count(memory.resolve(isUnified() ? "memory.events" : "memory.oom_control"), "oom_kill");
    }

    private boolean reachedItsLimit() {
        return isUnified() ? count(memory.resolve("memory.events"), "oom") > 0
                : number("memory.max_usage_in_bytes") + MARGIN >= number("memory.limit_in_bytes");
    }

    private long number(String name) {
        return read(memory.resolve(name)).stream().mapToLong(line -> Long.parseLong(line.strip())).findFirst().orElse(0);
    }

    /** Kills all that is in it, again and again, as what is being killed may start more. */
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

    /** A group goes when the kernel has cleared away the last of its processes. */
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

    /** Reads a line such as "oom_kill 1". */
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
