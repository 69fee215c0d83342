package org.rnnkit.grader.config;

import java.util.Map;
import java.util.TreeMap;
import org.rnnkit.grader.error.UsageException;
import org.yaml.snakeyaml.nodes.Node;

/** The mistakes in a configuration, each with its line. They are collected, so that all can be reported at once. */
final class ConfigMistakes {

    private final String file;
    private final Map<Integer, String> byLine = new TreeMap<>();

    /**
     * Makes an empty list.
     *
     * @param file the name of the configuration's file
     */
    ConfigMistakes(String file) {
        this.file = file;
    }

    /** Adds a mistake, at the line of a key or value. */
    void add(Node node, String sentence) {
        int line = node.getStartMark().getLine() + 1;
        byLine.merge(line, file + ":" + line + ": " + sentence, (one, other) -> one + "\n" + other);
    }

    /** Throws a {@link UsageException} with a line for each mistake, if there are any. */
    void throwIfAny() {
        if (!byLine.isEmpty()) {
            throw new UsageException(String.join("\n", byLine.values()));
        }
    }
}
