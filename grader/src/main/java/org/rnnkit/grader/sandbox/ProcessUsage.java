package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The memory and tasks of a process and all its descendants at one moment, read from /proc.
 *
 * @param kilobytes their resident memory
 * @param tasks the number of their processes and threads
 */
record ProcessUsage(long kilobytes, int tasks) {

    /** Measures a process. On a machine without /proc all numbers are 0. */
    static ProcessUsage measure(long pid) {
        return measure(Path.of("/proc"), pid);
    }

    /** Measures a process from another folder than /proc, for tests. */
    static ProcessUsage measure(Path proc, long pid) {
        Map<Long, List<Status>> children = new HashMap<>();
        for (Status status : all(proc)) {
            children.computeIfAbsent(status.pid() == pid ? -pid : status.parent(), parent -> new ArrayList<>()).add(status);
        }
        long kilobytes = 0;
        int tasks = 0;
        Deque<Long> parents = new ArrayDeque<>(List.of(-pid));
        while (!parents.isEmpty()) {
            for (Status status : children.getOrDefault(parents.pop(), List.of())) {
                kilobytes += status.kilobytes();
                tasks += status.threads();
                parents.push(status.pid());
            }
        }
        return new ProcessUsage(kilobytes, tasks);
    }

    private static List<Status> all(Path proc) {
        String[] names = proc.toFile().list((folder, name) -> Character.isDigit(name.charAt(0)));
        return names == null ? List.of() : Stream.of(names).flatMap(name -> Status.read(proc, name)).toList();
    }

    /** One process's status. */
    private record Status(long pid, long parent, long kilobytes, int threads) {

        private static final String MEMORY = "VmRSS";

        static Stream<Status> read(Path proc, String pid) {
            try {
                Map<String, Long> numbers = numbers(proc.resolve(pid));
                return Stream.of(new Status(Long.parseLong(pid), numbers.getOrDefault("PPid", 0L),
                        numbers.containsKey(MEMORY) ? numbers.get(MEMORY) : memoryOfThreads(proc.resolve(pid)),
                        numbers.getOrDefault("Threads", 0L).intValue()));
            } catch (IOException | RuntimeException gone) {
                return Stream.empty();
            }
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

        private static Map<String, Long> numbers(Path folder) throws IOException {
            Map<String, Long> numbers = new HashMap<>();
            try (Stream<String> lines = Files.lines(folder.resolve("status"))) {
                lines.map(line -> line.split(":\\s*|\\skB", 3)).filter(parts -> parts.length > 1 && parts[1].matches("\\d+"))
                        .forEach(parts -> numbers.put(parts[0], Long.parseLong(parts[1])));
            }
            return numbers;
        }
    }
}
