package org.rnnkit.grader.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A section of a configuration: its keys are checked when it is opened, its values when they are asked for. */
final class ConfigNode {

    private final Problems problems;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** Opens a section. */
    ConfigNode(Node node, Set<String> allowed, Problems problems) {
        this.problems = problems;
        this.line = lineOf(node);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(line, "a section with these keys is expected here: " + String.join(", ", allowed));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (!allowed.contains(key)) {
                problems.add(lineOf(entry.getKeyNode()), "\"" + key + "\" is not known here; allowed: "
                        + String.join(", ", allowed));
            } else if (values.put(key, entry.getValueNode()) != null) {
                problems.add(lineOf(entry.getKeyNode()), "\"" + key + "\" is here twice");
            }
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    /** Lists the keys that are there. */
    Set<String> keys() {
        return values.keySet();
    }

    /** Opens the section under a key; null if there is none. */
    ConfigNode section(String key, Set<String> allowed) {
        Node node = values.get(key);
        return node == null ? null : new ConfigNode(node, allowed, problems);
    }

    /** Opens each section of the list under a key. */
    List<ConfigNode> list(String key, Set<String> allowed) {
        Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            problems.add(lineOf(node), key + ": a list is expected, each with " + String.join(", ", allowed));
            return List.of();
        }
        List<ConfigNode> sections = new ArrayList<>();
        sequence.getValue().forEach(item -> sections.add(new ConfigNode(item, allowed, problems)));
        return sections;
    }

    /** Returns a whole number; null if it is not there or not right. */
    Integer integer(String key, int least, int most) {
        String text = scalar(key, Tag.INT, "a whole number from " + least + " to " + most);
        if (text == null) {
            return null;
        }
        // Octal numbers, underscores and the like: better not to guess.
        if (text.matches("0|-?[1-9]\\d{0,8}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        wrong(key, text, "a whole number from " + least + " to " + most);
        return null;
    }

    /** Returns a number; null if it is not there or not right. */
    Double number(String key, double above, double most) {
        String text = scalar(key, null, "a number above " + above);
        if (text == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (number > above && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The message below says what is expected.
        }
        wrong(key, text, "a number above " + above + ", to " + most);
        return null;
    }

    /** Returns a text; null if it is not there or not right. */
    String text(String key) {
        return scalar(key, Tag.STR, "a text");
    }

    /** Returns one of a few words; null if it is not there or not right. */
    String word(String key, Set<String> words) {
        String text = scalar(key, null, words.stream().collect(Collectors.joining(" or ")));
        if (text != null && !words.contains(text)) {
            wrong(key, text, String.join(" or ", words));
            return null;
        }
        return text;
    }

    /** Complains about a key that has to be there. */
    void demand(String... keys) {
        for (String key : keys) {
            if (!values.containsKey(key)) {
                problems.add(line, "\"" + key + "\" is missing here");
            }
        }
    }

    /** Complains about the value of a key. */
    void wrong(String key, String value, String expected) {
        problems.add(lineOf(values.get(key)), key + ": " + value + " is not " + expected);
    }

    private String scalar(String key, Tag tag, String expected) {
        Node node = values.get(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar)) {
            problems.add(lineOf(node), key + ": " + expected + " is expected");
            return null;
        }
        if (tag != null && !tag.equals(scalar.getTag())) {
            wrong(key, "\"" + scalar.getValue() + "\"", expected);
            return null;
        }
        return scalar.getValue();
    }
}
