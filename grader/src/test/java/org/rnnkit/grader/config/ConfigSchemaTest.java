package org.rnnkit.grader.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the schema of grading.yaml, on which editors rely. */
class ConfigSchemaTest {

    private static final Path DOCS = Path.of(System.getProperty("rnnkit.home"), "docs");

    private final JsonNode schema = Uncheck.get(
            () -> new ObjectMapper().readTree(Files.readString(DOCS.resolve("grading.schema.json"))));

    @Test
    void isValidForTheDraftThatItNames() {
        String draft = SpecificationVersion.DRAFT_7.getDialectId();

        assertThat(schema.path("$schema").asText()).startsWith(draft);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SchemaLocation.of(draft))
                .validate(schema)).isEmpty();
    }

    @Test
    void namesEveryStep() {
        assertThat(schema.at("/properties/steps/properties").fieldNames()).toIterable()
                .containsExactlyElementsOf(Steps.withBonus().stream().map(Step::id).toList());
    }

    @Test
    void describesEveryKeyAndBoundsEveryNumber() {
        List<Map.Entry<String, JsonNode>> keys = keys(schema).toList();

        assertThat(keys).hasSizeGreaterThan(20).allSatisfy(key -> {
            assertThat(key.getValue().path("description").asText()).as(key.getKey()).endsWith(".");
            if (key.getValue().path("type").asText().equals("integer")) {
                assertThat(key.getValue().has("minimum") && key.getValue().has("maximum")).as(key.getKey()).isTrue();
            }
        });
    }

    /** Lists the keys in a schema and in all schemas inside it. */
    private static Stream<Map.Entry<String, JsonNode>> keys(JsonNode part) {
        return Stream.concat(part.path("properties").properties().stream(), part.valueStream().flatMap(ConfigSchemaTest::keys));
    }

    @Test
    void hasTheSameKeysAsTheExample() throws IOException {
        String example = Files.readString(DOCS.resolve("grading.example.yaml"));
        JsonNode written = new ObjectMapper(new YAMLFactory()).readTree(example);

        assertThat(example).startsWith("# yaml-language-server: $schema=grading.schema.json\n");
        assertThat(written.fieldNames()).toIterable()
                .containsExactlyInAnyOrderElementsOf(() -> schema.path("properties").fieldNames());
        for (String section : List.of("limits", "training")) {
            assertThat(written.path(section).fieldNames()).toIterable().as(section).containsExactlyInAnyOrderElementsOf(
                    () -> schema.path("properties").path(section).path("properties").fieldNames());
        }
    }
}
