package org.rnnkit.grader.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.DisallowUnknownKeywordFactory;
import com.networknt.schema.keyword.NonValidationKeyword;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.testkit.steps.Step;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The JSON schema of grading.yaml. Its keys and bounds come from grading.schema.json beside this class, its steps from
 * steps.yaml. The grader checks configurations with it, and editors use the same text, in docs/grading.schema.json, to
 * complete keys.
 */
public final class ConfigSchema {

    /** The keyword with the schema's own message, which replaces the message made from the other keywords. */
    private static final String ERROR_MESSAGE = "errorMessage";

    /** The form of a time with its zone, as in the schema. */
    static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)"
            + "(\\[[A-Za-z0-9_/+-]+\\])?";

    /** Draft 7 and errorMessage, which editors know. Any other keyword is a mistake in the schema and is rejected. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword(ERROR_MESSAGE))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    /** The keys of earlier versions that have left, each with what to do instead. */
    private static final Map<String, String> LEFT = Map.of(
            "feedback", "A report shows everything. Leave the key out.",
            "bonus", "A perplexity brings no points. The report has it, and overrides can give points for it.",
            "style", "Style brings no points. Students see the style of their code with: mvn test -pl exercises "
                    + "-Dstyle.list=true",
            "partial", "A step that fails has no points. Overrides can give a part of them.",
            "proof", "Train in full, or leave the training out with --no-training.",
            "short", "Train in full, or leave the training out with --no-training.",
            "handIns", "Of several hand-ins of one student, the last one on time counts. Leave the key out.",
            "roster", "A roster is Moodle's grading worksheet or Canvas's gradebook in English, or a list with the columns "
                    + "id,name,email,login.");

    private static final int MAX_CHARACTERS = 60;

    private final ObjectNode json;

    /** Makes the schema for the steps that grading.yaml may name. */
    public ConfigSchema(List<Step> steps) {
        json = (ObjectNode) Uncheck.get(() -> new ObjectMapper().readTree(
                ConfigSchema.class.getResourceAsStream("grading.schema.json")));
        ObjectNode ids = (ObjectNode) json.at("/properties/steps/properties");
        for (Step step : steps) {
            ids.putObject(step.id()).put("description", "Step " + step.number() + ", " + step.title() + ".")
                    .put("$ref", "#/definitions/step");
        }
    }

    /** Returns the text of the schema file for editors. */
    public String text() {
        return json.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    /** Checks a configuration and adds a sentence for each mistake: the key, the value there and the allowed values. */
    void check(YamlTree tree) {
        SchemaRegistry.withDialect(DIALECT).getSchema(json).validate(tree.json()).forEach(error -> add(error, tree));
    }

    /** Finds the part of the schema that a wrong value does not match. */
    private JsonNode parentOf(Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        return json.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }

    private void add(Error error, YamlTree tree) {
        NodePath place = error.getInstanceLocation();
        JsonNode expected = parentOf(error);
        switch (error.getKeyword()) {
            case "additionalProperties" -> tree.mistake(tree.key(place, error.getProperty()),
                    unknown(error.getProperty(), expected));
            default -> tree.mistake(tree.value(place), name(place) + ": " + wrongValue(tree.value(place), expected));
        }
    }

    private static String unknown(String key, JsonNode section) {
        return LEFT.containsKey(key) ? "The key " + key + " has left. " + LEFT.get(key)
                : Printable.quoted(key) + " is not known here. Allowed: " + keys(section) + ".";
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
        if (expected.has(ERROR_MESSAGE)) {
            return expected.get(ERROR_MESSAGE).asText();
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
        return scalar.getTag().equals(Tag.STR) ? Printable.quoted(text)
                : text.isEmpty() ? "an empty value" : Printable.line(text, MAX_CHARACTERS);
    }

    private static String allowed(JsonNode schema) {
        if (schema.has("enum")) {
            List<String> words = new ArrayList<>();
            schema.get("enum").forEach(word -> words.add(word.asText()));
            return String.join(" or ", words);
        }
        return switch (schema.path("type").asText()) {
            case "object" -> "a section with the keys " + keys(schema);
            case "integer" -> "a whole number from " + schema.path("minimum").asText() + " to "
                    + schema.path("maximum").asText();
            case "boolean" -> "true or false";
            default -> "a text";
        };
    }

    private static String keys(JsonNode section) {
        return String.join(", ", (Iterable<String>) section.path("properties")::fieldNames);
    }
}
