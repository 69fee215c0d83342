package org.rnnkit.grader.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.path.NodePath;
import java.util.IdentityHashMap;
import java.util.Map;
import org.rnnkit.grader.error.UsageException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML document as JSON, in which every value and key still has its line. Jackson's own reader of YAML takes an alias
 * for a text and 010 for 8, says nothing of a key that is there twice, and knows no line of a key.
 */
final class YamlTree {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Other numbers (octal, with underscores, infinite, too long) stay text: the schema then refuses them. */
    private static final String INTEGER = "0|-?[1-9]\\d{0,17}";
    private static final String DECIMAL = "-?(0|[1-9]\\d{0,17})\\.\\d{1,17}";

    private final Node root;
    private final ConfigMistakes problems;
    /** Each node once, however many aliases lead to it; null while it is being converted. */
    private final Map<Node, JsonNode> converted = new IdentityHashMap<>();
    private final JsonNode json;

    /**
     * Converts a document.
     *
     * @param root its root
     * @param problems where keys and aliases are reported that JSON can't have
     * @throws UsageException if an alias leads back to itself
     */
    YamlTree(Node root, ConfigMistakes problems) {
        this.root = root;
        this.problems = problems;
        this.json = json(root);
    }

    /** Returns the document as JSON. */
    JsonNode json() {
        return json;
    }

    /** Finds the value at a place in the document. */
    Node value(NodePath place) {
        Node node = root;
        for (int i = 0; i < place.getNameCount(); i++) {
            node = place.getElement(i) instanceof Integer index ? ((SequenceNode) node).getValue().get(index)
                    : entry((MappingNode) node, place.getName(i)).getValueNode();
        }
        return node;
    }

    /** Finds the key of a section. */
    Node key(NodePath section, String key) {
        return entry((MappingNode) value(section), key).getKeyNode();
    }

    /** The last one counts, as it does in the JSON. */
    private static NodeTuple entry(MappingNode section, String key) {
        return section.getValue().stream().filter(entry -> key.equals(text(entry.getKeyNode())))
                .reduce((first, second) -> second).orElseThrow();
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }

    private JsonNode json(Node node) {
        if (converted.containsKey(node)) {
            JsonNode known = converted.get(node);
            if (known == null) {
                problems.add(node, "An alias in here stands for all of this, itself included. Write the values out.");
                problems.check();
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
                problems.add(entry.getKeyNode(), "A list or a section can't be a key.");
            } else if (object.replace(key, json(entry.getValueNode())) != null) {
                problems.add(entry.getKeyNode(), "\"" + key + "\" is here twice.");
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
        if (tag.equals(Tag.FLOAT) && text.matches(DECIMAL)) {
            return JSON.numberNode(Double.parseDouble(text));
        }
        return JSON.textNode(text);
    }
}
