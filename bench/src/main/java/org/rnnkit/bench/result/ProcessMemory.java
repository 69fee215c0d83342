package org.rnnkit.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How much memory of the machine's a process has, in megabytes (2²⁰ bytes); null where the system does not tell (all but
 * Linux).
 *
 * @param resident now
 * @param peak the most so far
 */
public record ProcessMemory(Double resident, Double peak) {

    private static final double KILOBYTES = 1024;

    /** Asks the system. */
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
