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
 * The place where this program may make control groups: below its own group, or below a group of the user's session.
 *
 * @param memory the folder for groups that limit memory
 * @param tasks the folder for groups that limit processes and threads; in version 2 the same folder
 * @param cpu the folder for groups that share the processors, if it is a separate folder. All groups have equal shares,
 *     so a worker with hundreds of busy threads gets no more time than a worker with one
 */
record ControlGroups(Path memory, Path tasks, Optional<Path> cpu) {

    private static final String PREFIX = "rnnkit-";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Finds a place and tests it by making a group there. */
    static Optional<ControlGroups> find() {
        return find(Path.of("/"), Path.of("/proc/self")).filter(ControlGroups::works);
    }

    /** Finds a place without testing it. Tests give another root folder, in which all mount points are then looked for. */
    static Optional<ControlGroups> find(Path root, Path process) {
        try {
            List<String> mounts = Files.readAllLines(process.resolve("mountinfo"));
            List<String> groups = Files.readAllLines(process.resolve("cgroup"));
            Optional<Path> memory = versionOne(root, mounts, groups, "memory");
            Optional<Path> tasks = versionOne(root, mounts, groups, "pids");
            if (memory.isPresent() && tasks.isPresent()) {
                return Optional.of(new ControlGroups(memory.get(), tasks.get(), versionOne(root, mounts, groups, "cpu")));
            }
            return versionTwo(root, mounts, groups).map(place -> new ControlGroups(place, place, Optional.empty()));
        } catch (IOException noLinux) {
            return Optional.empty();
        }
    }

    private static Optional<Path> versionOne(Path root, List<String> mounts, List<String> groups, String controller) {
        return groups.stream().map(line -> line.split(":", 3))
                .filter(group -> Arrays.asList(group[1].split(",")).contains(controller))
                .flatMap(group -> mounts.stream().flatMap(line -> Mount.of(line).stream())
                        .filter(mount -> mount.isOf("cgroup", controller))
                        .map(mount -> mount.folder(root, group[2])))
                .filter(Files::isWritable).findFirst();
    }

    /** Looks upwards from this program's group: a group with processes in it can't set limits for groups below it. */
    private static Optional<Path> versionTwo(Path root, List<String> mounts, List<String> groups) {
        Optional<Mount> mount = mounts.stream().flatMap(line -> Mount.of(line).stream())
                .filter(found -> found.isOf("cgroup2", "")).findFirst();
        Optional<String> own = groups.stream().filter(line -> line.startsWith("0::")).map(line -> line.substring(3))
                .findFirst();
        if (mount.isEmpty() || own.isEmpty()) {
            return Optional.empty();
        }
        Path top = mount.get().folder(root, mount.get().root());
        Path place = mount.get().folder(root, own.get());
        while (place.startsWith(top) && Files.isWritable(place) && Files.isWritable(place.resolve("cgroup.procs"))) {
            if (enableLimits(place)) {
                return Optional.of(place);
            }
            place = place.getParent();
        }
        return Optional.empty();
    }

    /** Enables the limits for groups below this one, and tells whether it worked. */
    private static boolean enableLimits(Path group) {
        Path control = group.resolve("cgroup.subtree_control");
        try {
            if (!isOn(control)) {
                Files.writeString(control, "+memory +pids");
            }
            boolean on = isOn(control);
            enableCpuShares(control);
            return on;
        } catch (IOException busy) {
            return false;
        }
    }

    /** Enables equal shares of the processors for groups below this one, if the system allows it. */
    private static void enableCpuShares(Path control) {
        try {
            Files.writeString(control, "+cpu");
        } catch (IOException notHere) {
            // Without it, some kernels at least share the processors equally among sessions.
        }
    }

    private static boolean isOn(Path control) throws IOException {
        return Arrays.asList(Files.readString(control).strip().split(" ")).containsAll(List.of("memory", "pids"));
    }

    /** Makes a group with limits. */
    ControlGroup create(Limits limits) throws IOException {
        String name = PREFIX + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet();
        ControlGroup group = new ControlGroup(memory.resolve(name), tasks.resolve(name),
                cpu.map(place -> place.resolve(name)));
        Files.createDirectories(group.memory());
        Files.createDirectories(group.tasks());
        if (group.cpu().isPresent()) {
            Files.createDirectories(group.cpu().get());
        }
        try {
            group.limit(limits);
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    private boolean works() {
        deleteLeftovers(memory);
        deleteLeftovers(tasks);
        cpu.ifPresent(ControlGroups::deleteLeftovers);
        try (ControlGroup group = create(Limits.DEFAULT)) {
            Process trial = new ProcessBuilder(LaunchScript.of(Limits.DEFAULT, group.processLists(), List.of("true"))).start();
            return trial.waitFor() == 0;
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

    /** A line of the file mountinfo. */
    private record Mount(String root, String point, String type, List<String> options) {

        static Optional<Mount> of(String line) {
            String[] halves = line.split(" - ", 2);
            String[] first = halves[0].split(" ");
            String[] second = halves.length == 2 ? halves[1].split(" ") : new String[0];
            return first.length > 4 && second.length > 2
                    ? Optional.of(new Mount(first[3], first[4], second[0], List.of(second[2].split(",")))) : Optional.empty();
        }

        boolean isOf(String wanted, String option) {
            return type.equals(wanted) && (option.isEmpty() || options.contains(option));
        }

        /** Returns the folder of a group. In a container, only the container's own group may be mounted. */
        Path folder(Path machine, String group) {
            String below = !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
            Path mounted = machine.resolve(point.substring(1));
            return mounted.resolve(below.replaceFirst("^/+", "")).normalize();
        }
    }
}
