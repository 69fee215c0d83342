package org.rnnkit.grader.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A running worker, with all processes that it has started. A {@link ControlGroup} enforces its limits on memory and tasks;
 * without one, they are counted. The disk is always counted.
 */
public final class SandboxedProcess implements AutoCloseable {

    /** The exit value of a process that was ended by signal 9, SIGKILL. */
    private static final int KILLED = 137;
    private static final long MEGABYTE = 1L << 20;
    private static final long KILL_NANOS = 2_000_000_000;
    private static final long PAUSE_NANOS = 1_000_000;

    private final Process process;
    private final SandboxSpec spec;
    private final Limits limits;
    private final Optional<ControlGroup> group;
    /** The processes that it has started, also those whose parent has ended. One thread fills it; another may kill them. */
    private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();
    private final long killsBefore = countMachineKills();

    SandboxedProcess(Process process, SandboxSpec spec, Limits limits, Optional<ControlGroup> group) {
        this.process = process;
        this.spec = spec;
        this.limits = limits;
        this.group = group;
    }

    /** Returns the process, for its streams and its exit value: the worker, or the sandbox's program around it. */
    public Process process() {
        return process;
    }

    /**
     * Returns the limit on memory, tasks or disk that has been exceeded, if there is one. The caller asks several times in a
     * second while the worker runs, and once after its end.
     */
    public Optional<LimitExceeded> exceededLimit() {
        if (limits.equals(Limits.NONE)) {
            return Optional.empty();
        }
        // Once for all counts: the system has to look at all its processes for that.
        List<ProcessHandle> descendants = process.descendants().toList();
        return (group.isPresent() ? group.get().exceededLimit(limits) : exceededByCount(descendants))
                .or(() -> DiskUsage.isAbove(limits.diskMegabytes() * MEGABYTE, spec, withWorker(descendants))
                        ? Optional.of(LimitExceeded.ofDisk(limits)) : Optional.empty());
    }

    private List<ProcessHandle> withWorker(List<ProcessHandle> descendants) {
        return Stream.concat(descendants.stream(), Stream.of(process.toHandle())).toList();
    }

    private Optional<LimitExceeded> exceededByCount(List<ProcessHandle> descendants) {
        seen.addAll(descendants);
        ProcessUsage usage = ProcessUsage.measure(Path.of("/proc"),
                withWorker(descendants).stream().map(ProcessHandle::pid).toList());
        if (usage.kilobytes() > limits.memoryMegabytes() * (MEGABYTE >> 10)) {
            return Optional.of(LimitExceeded.ofMemory(limits));
        }
        return usage.tasks() > limits.tasks() ? Optional.of(LimitExceeded.ofTasks(limits)) : Optional.empty();
    }

    /**
     * Tells, after its end, whether the system killed it because the whole machine ran out of memory. It had not exceeded
     * its own limit then.
     */
    public boolean machineRanOutOfMemory() {
        return group.map(ControlGroup::machineRanOutOfMemory)
                .orElseGet(() -> process.exitValue() == KILLED && countMachineKills() > killsBefore);
    }

    /** Kills the worker and all processes that it has started, also those whose parent has ended. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly(); // first: when a child of the worker ends, the worker could start another one
        children.forEach(ProcessHandle::destroyForcibly);
        seen.forEach(ProcessHandle::destroyForcibly);
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

    /**
     * The memory and tasks of some processes at one moment, read from /proc.
     *
     * @param kilobytes their resident memory
     * @param tasks the number of their processes and threads
     */
    record ProcessUsage(long kilobytes, int tasks) {

        private static final String MEMORY = "VmRSS";
        private static final String THREADS = "Threads";

        /** Measures processes. One that has ended counts for nothing; on a machine without /proc all do. */
        static ProcessUsage measure(Path proc, List<Long> pids) {
            long kilobytes = 0;
            int tasks = 0;
            for (long pid : pids) {
                try {
                    Path process = proc.resolve(String.valueOf(pid));
                    Map<String, Long> numbers = numbers(process);
                    kilobytes += numbers.containsKey(MEMORY) ? numbers.get(MEMORY) : memoryOfThreads(process);
                    tasks += numbers.getOrDefault(THREADS, 0L).intValue();
                } catch (IOException | RuntimeException ignored) {
                    // It has ended.
                }
            }
            return new ProcessUsage(kilobytes, tasks);
        }

        /** Returns the memory of a process whose first thread has ended: only its other threads still show it. */
        private static long memoryOfThreads(Path process) throws IOException {
            String[] threads = process.resolve("task").toFile().list();
            for (String thread : threads == null ? new String[0] : threads) {
                Long kilobytes = numbers(process.resolve("task").resolve(thread)).get(MEMORY);
                if (kilobytes != null) {
                    return kilobytes;
                }
            }
            return 0;
        }

        /**
         * Reads a few numbers of a status. A process chooses its own name: it need not be a text in UTF-8, and a carriage
         * return in it begins no line.
         */
        private static Map<String, Long> numbers(Path folder) throws IOException {
            Map<String, Long> numbers = new HashMap<>();
            for (String line : Files.readString(folder.resolve("status"), StandardCharsets.ISO_8859_1).split("\n")) {
                String name = line.substring(0, Math.max(0, line.indexOf(':')));
                if (name.equals(MEMORY) || name.equals(THREADS)) {
                    numbers.put(name, Long.parseLong(line.substring(name.length() + 1).replace("kB", "").strip()));
                }
            }
            return numbers;
        }
    }

    /**
     * The size of everything that a worker has written, counted until it exceeds a limit: its working folder, the other places
     * that it may write to, and files that it has deleted but still keeps open.
     */
    private static final class DiskUsage extends SimpleFileVisitor<Path> {

        /** The least space that a file takes on disk; without it many small files would hardly count. */
        private static final long BLOCK = 4_096;
        private static final String DELETED = " (deleted)";

        private final long limit;
        private final Set<Object> counted = new HashSet<>();
        private long bytes;

        private DiskUsage(long limit) {
            this.limit = limit;
        }

        /** Tells whether a worker has written more than so many bytes. Files that are deleted during the count don't count. */
        static boolean isAbove(long limit, SandboxSpec spec, List<ProcessHandle> processes) {
            DiskUsage usage = new DiskUsage(limit);
            usage.addTree(asSeenInside(spec.folder(), processes));
            spec.writable().stream().filter(path -> !path.startsWith(spec.folder())).forEach(usage::addTree);
            processes.forEach(usage::addDeletedFiles);
            return usage.bytes > limit;
        }

        /** Returns the working folder as the worker's own processes see it, because in a sandbox nobody else sees its files. */
        private static Path asSeenInside(Path folder, List<ProcessHandle> processes) {
            Optional<Path> inside = processes.stream()
                    .map(process -> Path.of("/proc/" + process.pid() + "/root" + folder))
                    .filter(Files::isDirectory).findFirst();
            return inside.orElse(folder);
        }

        private void addTree(Path path) {
            try {
                Files.walkFileTree(path, this);
            } catch (IOException ignored) {
                // A worker has not written what can't be read.
            }
        }

        private void addDeletedFiles(ProcessHandle process) {
            File[] open = new File("/proc/" + process.pid() + "/fd").listFiles();
            for (File file : open == null ? new File[0] : open) {
                try {
                    Path link = file.toPath();
                    if (Files.readSymbolicLink(link).toString().endsWith(DELETED)) {
                        visitFile(link, Files.readAttributes(link, BasicFileAttributes.class));
                    }
                } catch (IOException closedMeanwhile) {
                    // It does not take any space.
                }
            }
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return count(BLOCK);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean known = attributes.fileKey() != null && !counted.add(attributes.fileKey());
            return count(known || attributes.isOther() ? 0 : Math.max(BLOCK, attributes.size()));
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) {
            // A folder that can't be opened counts as too large: otherwise a worker could hide files in it.
            return problem instanceof NoSuchFileException ? FileVisitResult.CONTINUE : count(limit + 1);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException problem) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult count(long more) {
            bytes += more;
            return bytes > limit ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
