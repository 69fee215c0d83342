package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.cli.authoring.DerivedFiles.EditorFiles;
import org.rnnkit.testkit.steps.Step;

/** Tests of the files that editors and Codespaces read, and of the steps in them. */
class EditorFilesTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Step STEP = new Step(7, "step7x", "\"Q\" & <A>", "X", "", null, List.of(), 1, 1, List.of());

    @Test
    void putsTheStepsIntoTheirInputAndLeavesTheRest() throws Exception {
        String json = """
                {
                  "inputs": [
                    {
                      "id": "other",
                      "options": [
                        "stays"
                      ]
                    },
                    {
                      "id": "step",
                      "options": [
                        "old"
                      ]
                    }
                  ]
                }
                """;
        JsonNode inputs = new ObjectMapper().readTree(EditorFiles.tasks(json, List.of(STEP, STEP))).get("inputs");
        assertThat(inputs.at("/0/options/0").asText()).isEqualTo("stays");
        assertThat(inputs.at("/1/options").findValuesAsText("label")).containsExactly("7  \"Q\" & <A>", "7  \"Q\" & <A>");
        assertThat(inputs.at("/1/options").findValuesAsText("value")).containsExactly("step7", "step7");
    }

    @Test
    void saysThatTheTasksHaveNoPlaceForTheSteps() {
        assertThatIllegalArgumentException().isThrownBy(() -> EditorFiles.tasks("{}", List.of(STEP)))
                .withMessageContaining("has no \"options\"");
    }

    @Test
    void theContainerHasJavaMavenAndTheExtensions() throws IOException {
        JsonNode container = json(".devcontainer/devcontainer.json");
        assertThat(container.path("image").asText()).matches("mcr\\.microsoft\\.com/devcontainers/java:3-(17|21|25)-[a-z]+");
        assertThat(container.at("/features/ghcr.io~1devcontainers~1features~1java:1/installMaven").asText()).isEqualTo("true");
        assertThat(container.path("postCreateCommand").asText()).contains("mvn ", "./rnnkit doctor");
        assertThat(container.at("/customizations/vscode/extensions"))
                .isEqualTo(json(".vscode/extensions.json").get("recommendations"));
    }

    @Test
    void vsCodeStartsATaskThatExists() throws IOException {
        JsonNode tasks = json(".vscode/tasks.json");
        assertThat(tasks.get("tasks").findValuesAsText("label"))
                .contains(json(".vscode/launch.json").at("/configurations/0/preLaunchTask").asText());
        assertThat(json(".vscode/settings.json").has("java.test.config")).isTrue();
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(KIT.resolve(file).toFile());
    }
}
