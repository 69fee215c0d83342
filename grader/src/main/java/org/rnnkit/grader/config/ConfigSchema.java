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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The JSON schema of grading.yaml. Its keys and bounds come from grading.schema.json beside this class, its steps from
 * steps.yaml. The grader checks configurations with it, and editors use the same text, in docs/grading.schema.json, to
 * complete keys.
 */
public final class ConfigSchema {

    /** The keyword with the schema's own message, which replaces the message made from the other keywords. */
    static final String ERROR_MESSAGE = "errorMessage";

    /** The form of a time with its zone, as in the schema. */
    static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?(Z|[+-]\\d\\d:\\d\\d)";

    /** Draft 7 and errorMessage, which editors know. Any other keyword is a mistake in the schema and is rejected. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword(ERROR_MESSAGE))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private final ObjectNode json;

    /**
     * Makes the schema for some steps.
     *
     * @param steps the steps that grading.yaml may name
     */
    public ConfigSchema(List<Step> steps) {
        try (InputStream resource = ConfigSchema.class.getResourceAsStream("grading.schema.json")) {
            json = (ObjectNode) new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's own grading.schema.json can't be read", e);
        }
        ObjectNode ids = (ObjectNode) json.at("/properties/steps/properties");
        for (Step step : steps) {
            ids.putObject(step.id()).put("description", "Step " + step.number() + ", " + step.title() + ".")
                    .put("$ref", "#/definitions/step");
        }
    }

    /**
     * Returns the text of the schema file for editors.
     *
     * @return indented JSON, with a line feed at the end of each line
     */
    public String text() {
        return json.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    /** Checks a configuration and lists its mistakes. */
    List<Error> validate(JsonNode config) {
        return SchemaRegistry.withDialect(DIALECT).getSchema(json).validate(config);
    }

    /** Finds the part of the schema that a wrong value does not match. */
    JsonNode parentOf(Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        return json.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }
}
