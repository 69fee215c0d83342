package org.rnnkit.bench.result;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The processor, as Linux describes it. Other systems do not. */
final class Cpu {

    private Cpu() {}

    /** Returns its name, or "unknown". */
    static String name() {
        return name(lines());
    }

    /** Returns its family and model in words; null if they are not known. */
    static String model() {
        return model(lines());
    }

    static String name(List<String> lines) {
        String name = value(lines, "model name");
        return name == null ? "unknown" : name;
    }

    static String model(List<String> lines) {
        String family = value(lines, "cpu family");
        String model = value(lines, "model");
        return family == null || model == null ? null : "family " + family + ", model " + model;
    }

    private static String value(List<String> lines, String key) {
        return lines.stream().filter(line -> line.matches(key + "\\s*:.*")).findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse(null);
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
