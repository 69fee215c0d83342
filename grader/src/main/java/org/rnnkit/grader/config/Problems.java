package org.rnnkit.grader.config;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnkit.grader.error.WrongUse;

/** What is wrong with a configuration, all of it at once, by line. */
final class Problems {

    private final String file;
    private final Map<Integer, String> found = new TreeMap<>();

    Problems(String file) {
        this.file = file;
    }

    void add(int line, String problem) {
        found.merge(line, file + ":" + line + ": " + problem, (one, other) -> one + "\n" + other);
    }

    /** Complains if there are any. */
    void check() {
        if (!found.isEmpty()) {
            throw new WrongUse(found.values().stream().collect(Collectors.joining("\n")));
        }
    }
}
