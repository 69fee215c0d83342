package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A test that the pages call the kit's workflows with inputs, secrets and permissions that these have. */
class ExamplesTest {

    private static final Pattern BLOCK = Pattern.compile("```yaml[^\n]*\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CALLED = Pattern.compile("\\.github/workflows/[\\w-]+\\.yml(?=@)");

    @Test
    void everyExampleFitsTheWorkflowThatItCalls() throws IOException {
        List<JsonNode> examples = examples();
        assertThat(examples).isNotEmpty();
        for (JsonNode example : examples) {
            for (JsonNode job : example.get("jobs")) {
                JsonNode called = Workflow.of(CALLED.matcher(job.get("uses").asText()).results().findFirst()
                        .map(MatchResult::group).orElseThrow()).yaml();
                JsonNode inputs = called.at("/on/workflow_call/inputs");
                assertThat(names(inputs)).containsAll(names(job.path("with")));
                assertThat(names(job.path("with"))).containsAll(inputs.properties().stream()
                        .filter(input -> input.getValue().path("required").asBoolean()).map(input -> input.getKey()).toList());
                assertThat(names(called.at("/on/workflow_call/secrets"))).containsAll(names(job.path("secrets")));
                // A workflow that asks for more than its caller may do does not start.
                assertThat(example.get("permissions")).isEqualTo(called.get("permissions"));
            }
        }
    }

    /** Returns the workflows in the pages that call one of the kit's. */
    private static List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        try (Stream<Path> docs = Files.list(Workflow.KIT.resolve("docs"))) {
            for (Path page : docs.filter(file -> file.toString().endsWith(".md")).toList()) {
                for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
                    if (CALLED.matcher(block.group(1)).find()) {
                        examples.add(new YAMLMapper().readTree(block.group(1)));
                    }
                }
            }
        }
        return examples;
    }

    private static List<String> names(JsonNode node) {
        return node.properties().stream().map(entry -> entry.getKey()).toList();
    }
}
