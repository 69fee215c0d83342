package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files for editors and Codespaces: they are well-formed and know every step. */
class WaysInTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();

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
    void vsCodeTasksKnowEveryStep() throws IOException {
        JsonNode tasks = json(".vscode/tasks.json");
        assertThat(tasks.at("/inputs/0/options").findValuesAsText("value"))
                .isEqualTo(Steps.withChapter().stream().map(Step::tag).toList());
        assertThat(tasks.at("/inputs/0/options").findValuesAsText("label"))
                .isEqualTo(Steps.withChapter().stream().map(step -> step.number() + "  " + step.title()).toList());
        assertThat(tasks.get("tasks").findValuesAsText("label"))
                .contains(json(".vscode/launch.json").at("/configurations/0/preLaunchTask").asText());
        assertThat(json(".vscode/settings.json").has("java.test.config")).isTrue();
    }

    @Test
    void intellijRunConfigurationsKnowEveryStep() throws Exception {
        List<Path> files;
        try (Stream<Path> found = Files.list(KIT.resolve(".run"))) {
            files = found.toList();
        }
        for (Path file : files) {
            var root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
            assertThat(root.getAttribute("name")).as(file.toString()).isEqualTo("ProjectRunConfigurationManager");
        }
        for (Step step : Steps.withChapter()) {
            assertThat(KIT.resolve(".run/Step " + step.number() + ".run.xml")).content()
                    .contains("name=\"Step " + step.number() + ", " + step.title() + "\"", "-Dgroups=" + step.tag() + "\"");
        }
    }

    private static JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(KIT.resolve(file).toFile());
    }
}
