package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the Gradescope autograder in docs/gradescope/, with a fake kit. */
@EnabledOnOs(OS.LINUX)
class GradescopeTest {

    @TempDir
    private Path folder;
    private Path source;
    private Workspace workspace;

    @BeforeEach
    void makeWorkspace() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        workspace = new Workspace(source);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void passesOnTheResults(int status) throws Exception {
        workspace.setKitResult(status, "board\n");
        workspace.addKitReport("results.json", "{\"score\": 44}");

        assertThat(autograde().get("score").asInt()).isEqualTo(44);
        assertThat(workspace.arguments()).startsWith("grade", folder.resolve("submission").toString(), "--no-training",
                "--format", "gradescope", "--steps-limit", "7", "--out").doesNotContain("--config");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 137})
    void givesNoScoreIfGradingFails(int status) throws Exception {
        workspace.setKitResult(status, "");

        JsonNode results = autograde();

        assertThat(results.has("score")).isFalse();
        assertThat(results.get("tests")).isEmpty();
        assertThat(results.get("output").asText()).contains("exit status " + status, "nothing about your code");
    }

    /** Gradescope's own time-out would end the container, and the student would see a score of 0 without a reason. */
    @Test
    void leavesAResultBeforeGradescopesTimeOut() throws Exception {
        String script = Files.readString(Workflow.KIT.resolve("docs/gradescope/run_autograder"));
        assertThat(script).contains("timeout --kill-after=5 $((minutes * 60 - 30))");

        JsonNode results = autograde(Map.of("RNNKIT_MINUTES", "20"));

        assertThat(workspace.arguments()).containsSubsequence("--steps-limit", "17");
        assertThat(results.has("score")).isFalse();
    }

    @Test
    void explainsAnErrorInTheUpload() throws Exception {
        workspace.setKitResult(2, "");
        workspace.setKitErrorOutput("rnnkit: None of the steps is in \"C:\\work\"\t.\n");

        assertThat(autograde().get("output").asText()).contains("exit status 2", "None of the steps is in \"C:\\work\".")
                .doesNotContain("nothing about your code");
    }

    @Test
    void usesTheCoursesSettings() throws Exception {
        Files.writeString(source.resolve("grading.yaml"), "epochs: 3\n");

        autograde();

        assertThat(workspace.arguments()).containsSubsequence("--config", source.resolve("grading.yaml").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"setup.sh", "run_autograder"})
    void scriptIsValidBash(String script) throws Exception {
        String file = Workflow.KIT.resolve("docs/gradescope").resolve(script).toString();
        assertThat(workspace.run(Map.of(), "bash", "-n", file).status()).isZero();
        assertThat(Files.isExecutable(Path.of(file))).isTrue();
    }

    private JsonNode autograde() throws Exception {
        return autograde(Map.of());
    }

    private JsonNode autograde(Map<String, String> settings) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("AUTOGRADER", folder.toString());
        Workspace.Run run = workspace.run(environment, "bash",
                Workflow.KIT.resolve("docs/gradescope/run_autograder").toString());
        assertThat(run.status()).as(run.log()).isZero();
        return new ObjectMapper().readTree(folder.resolve("results/results.json").toFile());
    }
}
