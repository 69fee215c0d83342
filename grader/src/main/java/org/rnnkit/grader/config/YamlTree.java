package org.rnnkit.grader.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.path.NodePath;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.rnnkit.grader.system.UsageException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML document as JSON, with the line of every key and value, and the mistakes in it. They are collected, so that all
 * can be reported at once. Jackson's own YAML reader can't be used: it reads an alias as a text and 010 as 8, accepts a
 * key that is there twice, and does not know the line of a key.
 */
final class YamlTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Other numbers (decimal, octal, with underscores, too long) stay text, which the schema then rejects. */
    private static final String INTEGER = "0|-?[1-9]\\d{0,17}";

    private final Node root;
    private final String file;
    private final Map<Integer, String> mistakes = new TreeMap<>();
    /** The converted nodes, each only once even if several aliases lead to it; null while a node is being converted. */
    private final Map<Node, JsonNode> converted = new IdentityHashMap<>();
    final JsonNode json;

    /** Converts the document of a file with this name. It throws the mistakes if an alias leads back to itself. */
    YamlTree(Node root, String file) {
        this.root = root;
        this.file = file;
        this.json = json(root);
    }

    /** Adds a mistake, at the line of a key or value. */
    void mistake(Node node, String sentence) {
        int line = node.getStartMark().getLine() + 1;
        mistakes.merge(line, file + ":" + line + ": " + sentence, (one, other) -> one + "\n" + other);
    }

    /** Throws a {@link UsageException} with a line for each mistake, if there are any. */
    void throwIfAny() {
        if (!mistakes.isEmpty()) {
            throw new UsageException(String.join("\n", mistakes.values()));
        }
    }

    /** Returns the document as JSON. */
    JsonNode json() {
        return json;
    }

    /** Finds the value at a path in the document. */
    Node value(NodePath path) {
        Node node = root;
        for (int i = 0; i < path.getNameCount(); i++) {
            node = path.getElement(i) instanceof Integer index ? ((SequenceNode) node).getValue().get(index)
                    : entry((MappingNode) node, path.getName(i)).getValueNode();
        }
        return node;
    }

    /** Finds a key in a section. */
    Node key(NodePath section, String key) {
        return entry((MappingNode) value(section), key).getKeyNode();
    }

    /** Finds the entry with a key. If the key is there twice, the last one counts, as in JSON. */
    private static NodeTuple entry(MappingNode section, String key) {
        return section.getValue().stream().filter(entry -> key.equals(text(entry.getKeyNode())))
                .reduce((first, second) -> second).orElseThrow();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    JsonNode json(Node node) {
        if (converted.containsKey(node)) {
            JsonNode known = converted.get(node);
            if (known == null) {
                mistake(node, "An alias in here refers to the section that it is in. Write the values instead.");
                throwIfAny();
            }
            return known;
        }
        converted.put(node, null);
        JsonNode made = node instanceof MappingNode mapping ? object(mapping)
                : node instanceof SequenceNode sequence ? array(sequence) : scalar((ScalarNode) node);
        converted.put(node, made);
        return made;
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = JSON.objectNode();
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            if (key == null) {
                mistake(entry.getKeyNode(), "A list or a section can't be a key.");
            } else if (object.replace(key, json(entry.getValueNode())) != null) {
                mistake(entry.getKeyNode(), "\"" + key + "\" is here twice.");
            }
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence) {
        ArrayNode array = JSON.arrayNode();
        sequence.getValue().forEach(item -> array.add(json(item)));
        return array;
    }

    private static JsonNode scalar(ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (tag.equals(Tag.INT) && text.matches(INTEGER)) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return JSON.textNode(text);
    }
}
