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
 * The JSON schema of grading.yaml: the keys and bounds from grading.schema.json beside this class, the steps from
 * steps.yaml. The grader checks with it, and editors complete from the same text in docs/grading.schema.json.
 */
public final class ConfigSchema {

    /** A sentence of the schema's own in the place of one that is made from its keywords. */
    static final String ERROR_MESSAGE = "errorMessage";

    /** The draft that editors know, and errorMessage, which they show. Any other keyword is a slip in the schema. */
    private static final Dialect DIALECT = Dialect.builder(Dialects.getDraft7())
            .keyword(new NonValidationKeyword(ERROR_MESSAGE))
            .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance())
            .build();

    private final ObjectNode json;

    /**
     * Makes the schema for a kit's steps.
     *
     * @param steps the steps that grading.yaml may name
     */
    public ConfigSchema(List<Step> steps) {
        try (InputStream resource = ConfigSchema.class.getResourceAsStream("grading.schema.json")) {
            json = (ObjectNode) new ObjectMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of grading.yaml can't be read", e);
        }
        ObjectNode ids = (ObjectNode) json.at("/properties/steps/properties");
        for (Step step : steps) {
            ids.putObject(step.id()).put("description", "Step " + step.number() + ", " + step.title() + ".")
                    .put("$ref", "#/definitions/step");
        }
    }

    /**
     * Returns the schema as a file for editors.
     *
     * @return JSON, indented, with a line feed at the end of each line
     */
    public String text() {
        return json.toPrettyString().replace("\r\n", "\n") + "\n";
    }

    /** Lists the mistakes of a configuration. */
    List<Error> mistakes(JsonNode config) {
        return SchemaRegistry.withDialect(DIALECT).getSchema(json).validate(config);
    }

    /** Finds the schema of the value that an error is about. */
    JsonNode around(Error error) {
        String keyword = error.getSchemaLocation().getFragment().toString();
        return json.at(keyword.substring(0, keyword.lastIndexOf('/')));
    }
}
