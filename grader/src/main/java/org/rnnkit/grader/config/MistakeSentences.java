package org.rnnkit.grader.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.report.Printable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The sentences about mistakes that the schema finds. Each names the key, the value there and the allowed values. */
final class MistakeSentences {

    private static final int MAX_CHARACTERS = 60;

    private final ConfigSchema schema;
    private final YamlTree tree;
    private final ConfigMistakes mistakes;

    /**
     * Makes the sentences' writer for one file.
     *
     * @param schema the schema
     * @param tree the file's content, with the line of every key and value
     * @param mistakes the list to add the sentences to
     */
    MistakeSentences(ConfigSchema schema, YamlTree tree, ConfigMistakes mistakes) {
        this.schema = schema;
        this.tree = tree;
        this.mistakes = mistakes;
    }

    /** Adds a sentence for each mistake. */
    void addAll() {
        schema.validate(tree.json()).forEach(this::add);
    }

    private void add(Error error) {
        NodePath place = error.getInstanceLocation();
        JsonNode expected = schema.parentOf(error);
        switch (error.getKeyword()) {
            case "additionalProperties" -> mistakes.add(tree.key(place, error.getProperty()),
                    quoted(error.getProperty()) + " is not known here. Allowed: " + keys(expected) + ".");
            case "required" -> mistakes.add(tree.value(place), quoted(error.getProperty()) + " is missing here.");
            default -> mistakes.add(tree.value(place), name(place) + ": " + wrongValue(tree.value(place), expected));
        }
    }

    /** Returns the key of a value. For an item of a list it is the list's key. */
    private static String name(NodePath place) {
        for (int i = place.getNameCount() - 1; i >= 0; i--) {
            if (place.getElement(i) instanceof String key) {
                return key;
            }
        }
        return "the file";
    }

    private static String wrongValue(Node value, JsonNode expected) {
        if (expected.has(ConfigSchema.ERROR_MESSAGE)) {
            return expected.get(ConfigSchema.ERROR_MESSAGE).asText();
        }
        boolean quotedNumber = value instanceof ScalarNode scalar && scalar.getScalarStyle() != ScalarStyle.PLAIN
                && scalar.getValue().matches("-?[\\d.]+|true|false") && !expected.has("enum");
        return describe(value) + " is not " + allowed(expected) + "." + (quotedNumber ? " Leave out the quotes." : "");
    }

    private static String describe(Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            return value instanceof MappingNode ? "a section" : "a list";
        }
        String text = scalar.getValue();
        return scalar.getTag().equals(Tag.STR) ? quoted(text)
                : text.isEmpty() ? "an empty value" : Printable.line(text, MAX_CHARACTERS);
    }

    private static String quoted(String text) {
        return '"' + Printable.line(text, MAX_CHARACTERS) + '"';
    }

    private static String allowed(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.get("enum").forEach(word -> words.add(word.asText()));
            return String.join(" or ", words);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> "a section with the keys " + keys(schema);
            case "array" -> "a list of sections with the keys " + keys(schema.path("items"));
            case "integer" -> "a whole number" + bounds(schema);
            case "number" -> "a number" + bounds(schema);
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    private static String keys(JsonNode section) {
        return String.join(", ", (Iterable<String>) section.path("properties")::fieldNames);
    }

    private static String bounds(JsonNode number) {
        String most = number.path("maximum").asText();
        return number.has("exclusiveMinimum") ? " above " + number.get("exclusiveMinimum").asText() + ", at most " + most
                : " from " + number.path("minimum").asText() + " to " + most;
    }
}
