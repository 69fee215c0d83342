package org.rnnkit.grader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The worker processes that this virtual machine has started. */
public final class WorkerProcesses {

    private WorkerProcesses() {}

    /** Lists those with a main class that run now. */
    public static List<ProcessHandle> of(Class<?> main) {
        return ProcessHandle.current().descendants()
                .filter(process -> commandLine(process).strip().endsWith(main.getName()))
                .filter(process -> process.info().command().orElse("").endsWith("java")).toList();
    }

    /** Returns a process's command line. On Linux, Java itself cuts a long one, before the main class. */
    private static String commandLine(ProcessHandle process) {
        Path file = Path.of("/proc", String.valueOf(process.pid()), "cmdline");
        try {
            return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1).replace('\0', ' ')
                    : process.info().commandLine().orElse("");
        } catch (IOException ended) {
            return "";
        }
    }
}
