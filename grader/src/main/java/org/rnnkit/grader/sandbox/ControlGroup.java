package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The control group of one worker, of version 2. The kernel enforces its limits on all processes in it, and where it may,
 * shares the processors equally among the groups: a worker with hundreds of busy threads gets no more time than one with one.
 *
 * @param folder the folder of the group's files
 */
record ControlGroup(Path folder) implements AutoCloseable {

    private static final String PREFIX = "rnnkit-";
    private static final AtomicInteger COUNTER = new AtomicInteger();
    private static final int TRIES = 50;
    private static final long PAUSE_MILLIS = 20;

    /** Finds a folder in which this program may make groups, and tests it by making one there. */
    static Optional<Path> findPlace() {
        return findPlace(Path.of("/"), Path.of("/proc/self")).filter(ControlGroup::works);
    }

    /**
     * Finds a folder without testing it. Looks upwards from this program's own group, since a group with processes in it
     * can't set limits for groups below it. Tests give another root folder, in which the mount point is then looked for.
     */
    static Optional<Path> findPlace(Path root, Path process) {
        try (Stream<String> mounts = Files.lines(process.resolve("mountinfo"));
                Stream<String> groups = Files.lines(process.resolve("cgroup"))) {
            Optional<Mount> mount = mounts.flatMap(line -> Mount.of(line).stream()).findFirst();
            Optional<String> own = groups.filter(line -> line.startsWith("0::")).map(line -> line.substring(3)).findFirst();
            if (mount.isEmpty() || own.isEmpty()) {
                return Optional.empty();
            }
            Path top = mount.get().folder(root, mount.get().root());
            Path place = mount.get().folder(root, own.get());
            while (place.startsWith(top) && Files.isWritable(place) && Files.isWritable(processes(place))) {
                if (enableLimits(place)) {
                    return Optional.of(place);
                }
                place = place.getParent();
            }
        } catch (IOException noLinux) {
            // Then there are no control groups.
        }
        return Optional.empty();
    }

    /** Enables the limits for groups below this one, and tells whether it worked. */
    private static boolean enableLimits(Path group) {
        Path control = group.resolve("cgroup.subtree_control");
        try {
            if (!hasLimits(control)) {
                Files.writeString(control, "+memory +pids");
            }
            boolean on = hasLimits(control);
            enableCpuShares(control);
            return on;
        } catch (IOException busy) {
            return false;
        }
    }

    private static void enableCpuShares(Path control) {
        try {
            Files.writeString(control, "+cpu");
        } catch (IOException notHere) {
            // Without it, some kernels at least share the processors equally among sessions.
        }
    }

    private static boolean hasLimits(Path control) throws IOException {
        return Arrays.asList(Files.readString(control).strip().split(" ")).containsAll(List.of("memory", "pids"));
    }

    private static boolean works(Path place) {
        deleteLeftovers(place);
        try (ControlGroup group = create(place, Limits.DEFAULT)) {
            return new ProcessBuilder("/bin/sh", "-c", "echo $$ >\"$0\"", processes(group.folder).toString()).start()
                    .waitFor() == 0;
        } catch (IOException notOurs) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deletes the groups of graders that were killed. The kernel refuses to delete a group with processes in it. */
    private static void deleteLeftovers(Path place) {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(group -> group.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
                    .filter(group -> ProcessHandle.of(Long.parseLong(group.getFileName().toString().split("-")[1])).isEmpty())
                    .forEach(group -> group.toFile().delete());
        } catch (IOException ignored) {
            // A folder that can't be listed stays as it is.
        }
    }

    /** Makes a group with limits. */
    static ControlGroup create(Path place, Limits limits) throws IOException {
        ControlGroup group = new ControlGroup(place.resolve(PREFIX + ProcessHandle.current().pid() + "-"
                + COUNTER.incrementAndGet()));
        Files.createDirectories(group.folder);
        try {
            group.write("memory.max", String.valueOf((long) limits.memoryMegabytes() << 20));
            group.writeIfThere("memory.swap.max", "0");
            // If the kernel kills one process of the worker because of memory, it kills all of them.
            group.writeIfThere("memory.oom.group", "1");
            group.write("pids.max", String.valueOf(limits.tasks()));
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    /** Returns the file cgroup.procs. A process that writes its id to it joins the group. */
    Path processes() {
        return processes(folder);
    }

    /** Returns the limit that has been exceeded, if there is one. */
    Optional<LimitExceeded> exceededLimit(Limits limits) {
        if (count("memory.events", "oom_kill") > 0 && count("memory.events", "oom") > 0) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return count("pids.events", "max") > 0 ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /** Tells whether a process was killed because the whole machine, not the group, ran out of memory. */
    boolean machineRanOutOfMemory() {
        return count("memory.events", "oom_kill") > 0 && count("memory.events", "oom") == 0;
    }

    /** Kills all processes in the group; repeatedly, because they may start new ones meanwhile. */
    void kill() {
        for (int i = 0; i < TRIES; i++) {
            List<String> left = read("cgroup.procs");
            if (left.isEmpty()) {
                return;
            }
            left.forEach(pid -> ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly));
            pause();
        }
    }

    /** Kills all processes in the group and removes it. The kernel does this only after the last of them has gone. */
    @Override
    public void close() {
        kill();
        for (int i = 0; i < TRIES && Files.exists(folder); i++) {
            if (folder.toFile().delete()) {
                return;
            }
            pause();
        }
    }

    private void write(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value);
    }

    private void writeIfThere(String name, String value) throws IOException {
        if (Files.isWritable(folder.resolve(name))) {
            write(name, value);
        }
    }

    /** Reads the number in a line such as "oom_kill 1"; 0 if there is no such line. */
    private long count(String name, String key) {
        return read(name).stream().filter(line -> line.startsWith(key + " "))
                .mapToLong(line -> Long.parseLong(line.substring(key.length() + 1).strip())).findFirst().orElse(0);
    }

    private List<String> read(String name) {
        try {
            return Files.readAllLines(folder.resolve(name));
        } catch (IOException gone) {
            return List.of();
        }
    }

    private static Path processes(Path group) {
        return group.resolve("cgroup.procs");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The place where the groups are mounted, from a line of the file mountinfo. */
    private record Mount(String root, String point) {

        static Optional<Mount> of(String line) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ");
            return first.length > 4 && halves.length == 2 && halves[1].startsWith("cgroup2 ")
                    ? Optional.of(new Mount(first[3], first[4])) : Optional.empty();
        }

        /** Returns the folder of a group. In a container, only the container's own group may be mounted. */
        Path folder(Path machine, String group) {
            String below = !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
            Path mounted = machine.resolve(point.substring(1));
            return mounted.resolve(below.replaceFirst("^/+", "")).normalize();
        }
    }
}
