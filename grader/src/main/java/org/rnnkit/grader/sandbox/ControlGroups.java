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
 * Where this program may make control groups: below its own, or as a user's session manager allows it.
 *
 * @param memory the folder for groups that limit memory
 * @param tasks the folder for groups that limit processes and threads; the same one in version 2
 * @param cpu the folder for groups that share the processors, where that is another one; as all groups have the same
 *     share, a worker with hundreds of busy threads takes no more from another than one with one
 */
record ControlGroups(Path memory, Path tasks, Optional<Path> cpu) {

    private static final String PREFIX = "rnnkit-";
    private static final AtomicInteger COUNTER = new AtomicInteger();

    /** Looks for a place, and tries it. */
    static Optional<ControlGroups> find() {
        return find(Path.of("/"), Path.of("/proc/self")).filter(ControlGroups::works);
    }

    /** The same under another root folder, whose mount points are taken as they stand in the list of mounts. */
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

    /** A group that has processes can't hand limits on to groups below it: its parents may. */
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
            if (handsOn(place)) {
                return Optional.of(place);
            }
            place = place.getParent();
        }
        return Optional.empty();
    }

    private static boolean handsOn(Path group) {
        Path control = group.resolve("cgroup.subtree_control");
        try {
            if (!isOn(control)) {
                Files.writeString(control, "+memory +pids");
            }
            boolean on = isOn(control);
            share(control);
            return on;
        } catch (IOException busy) {
            return false;
        }
    }

    /** Shares of the processors are good to have, and not everywhere to be had. */
    private static void share(Path control) {
        try {
            Files.writeString(control, "+cpu");
        } catch (IOException notHere) {
            // Then each session has its share, where the kernel groups by sessions.
        }
    }

    private static boolean isOn(Path control) throws IOException {
        return Arrays.asList(Files.readString(control).strip().split(" ")).containsAll(List.of("memory", "pids"));
    }

    /** Makes a group. */
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
        sweep(memory);
        sweep(tasks);
        cpu.ifPresent(ControlGroups::sweep);
        try (ControlGroup group = create(Limits.DEFAULT)) {
            Process trial = new ProcessBuilder(LaunchScript.of(Limits.DEFAULT, group.doors(), List.of("true"))).start();
            return trial.waitFor() == 0;
        } catch (IOException notOurs) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Groups of a grader that was killed; one with processes in it can't be removed. */
    private static void sweep(Path place) {
        try (Stream<Path> groups = Files.list(place)) {
            groups.filter(group -> group.getFileName().toString().matches(PREFIX + "\\d+-\\d+"))
                    .filter(group -> ProcessHandle.of(Long.parseLong(group.getFileName().toString().split("-")[1])).isEmpty())
                    .forEach(group -> group.toFile().delete());
        } catch (IOException ignored) {
            // What can't be listed can't be tidied up.
        }
    }

    /** A line of the list of mounts. */
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

        /** Where a group is; a container's own one may be all that is mounted. */
        Path folder(Path machine, String group) {
            String below = !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
            Path mounted = machine.resolve(point.substring(1));
            return mounted.resolve(below.replaceFirst("^/+", "")).normalize();
        }
    }
}
