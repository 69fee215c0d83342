package org.rnnkit.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The resident memory of a process in megabytes (2²⁰ bytes). Only Linux reports it; on other systems both values are null.
 *
 * @param resident the memory now
 * @param peak the largest memory so far
 */
public record ProcessMemory(Double resident, Double peak) {

    private static final double KILOBYTES = 1024;

    /** Reads the memory of a process from /proc. */
    public static ProcessMemory of(long pid) {
        try {
            return parse(Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")));
        } catch (IOException e) {
            return new ProcessMemory(null, null);
        }
    }

    static ProcessMemory parse(List<String> status) {
        return new ProcessMemory(megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
    }

    private static Double megabytes(List<String> status, String name) {
        return status.stream().filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / KILOBYTES).findFirst().orElse(null);
    }
}
