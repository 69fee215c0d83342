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

/** Sentences about the mistakes that the schema finds: where the mistake is, what stands there, what may stand there. */
final class MistakeSentences {

    private static final int MAX_CHARACTERS = 60;

    private final ConfigSchema schema;
    private final YamlTree tree;
    private final ConfigMistakes problems;

    /**
     * Prepares the sentences for one file.
     *
     * @param schema the schema that says what is possible
     * @param tree the file, which knows the lines
     * @param problems where the sentences go
     */
    MistakeSentences(ConfigSchema schema, YamlTree tree, ConfigMistakes problems) {
        this.schema = schema;
        this.tree = tree;
        this.problems = problems;
    }

    /** Adds the sentence for each mistake. */
    void addAll() {
        schema.mistakes(tree.json()).forEach(this::add);
    }

    private void add(Error error) {
        NodePath place = error.getInstanceLocation();
        JsonNode expected = schema.around(error);
        switch (error.getKeyword()) {
            case "additionalProperties" -> problems.add(tree.key(place, error.getProperty()),
                    quoted(error.getProperty()) + " is not known here. Allowed: " + keys(expected) + ".");
            case "required" -> problems.add(tree.value(place), quoted(error.getProperty()) + " is missing here.");
            default -> problems.add(tree.value(place), name(place) + ": " + wrongValue(tree.value(place), expected));
        }
    }

    /** An item of a list has the list's name. */
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
        return found(value) + " is not " + possible(expected) + "." + (quotedNumber ? " Leave out the quotes." : "");
    }

    private static String found(Node value) {
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

    private static String possible(JsonNode schema) {
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
