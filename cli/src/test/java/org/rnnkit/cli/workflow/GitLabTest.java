package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that run the scripts of the GitLab jobs in docs/gitlab/, with a fake kit. */
class GitLabTest extends ScriptTest {

    private static final JsonNode FEEDBACK = Workflow.of("docs/gitlab/.gitlab-ci.yml").yaml().get("feedback");
    private static final JsonNode CLASS = Workflow.of("docs/gitlab/class.gitlab-ci.yml").yaml();

    GitLabTest() {
        super("jq", "git");
    }

    @BeforeEach
    void addReport() throws IOException {
        workspace.addKitReport("summary.md", "# The board\n");
    }

    @ParameterizedTest
    @CsvSource({"passed,not-started,1,0", "passed,passed,0,0", "passed,failed,1,1", "error,not-started,1,1",
        "passed,passed,2,2", "passed,passed,3,3"})
    void feedbackIsRedIfABegunStepIsWrongOrNothingWasGraded(String first, String second, int kit, int status)
            throws Exception {
        workspace.setKitResult(kit, "");
        workspace.addKitReport("report.json", "{\"steps\":[{\"status\":\"" + first + "\"},{\"status\":\"" + second + "\"}]}");

        Workspace.Run run = run(FEEDBACK, Map.of());

        assertThat(run.status()).as(run.log()).isEqualTo(status);
        assertThat(run.log().contains("# The board")).isEqualTo(kit <= 1);
        assertThat(workspace.arguments()).containsExactly("grade", ".", "--no-training", "--format", "junit,markdown", "--out",
                "report");
    }

    @Test
    void feedbackRunsOnlyForAChangedStepAndKeepsTheReports() {
        assertThat(FEEDBACK.at("/rules/1/changes/0").asText()).isEqualTo("exercises/src/main/java/**/*.java");
        assertThat(FEEDBACK.at("/artifacts/when").asText()).isEqualTo("always");
        assertThat(FEEDBACK.at("/artifacts/reports/junit").asText()).isEqualTo("report/junit.xml");
        assertThat(FEEDBACK.get("interruptible").asBoolean()).isTrue();
    }

    @Test
    void fetchesAClassInAJobThatRunsNoStudentsCode() throws Exception {
        Files.writeString(folder.resolve("roster.csv"), "name,repository,ref\nada,course/ada,\nbob,course/bob,\n");
        repository("course/ada", "A.java", "class A {}");

        Workspace.Run run = run(CLASS.get("fetch"), Map.of("CI_SERVER_URL", "file://" + folder.resolve("server"),
                "GIT_ALLOW_PROTOCOL", "file", "CHECKOUT_TOKEN", "secret-token"));

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(run.log()).doesNotContain("secret-token").contains("bob");
        assertThat(folder.resolve("submissions/ada/A.java")).exists();
        assertThat(folder.resolve("batch.csv")).content().contains("ada,course/ada,", "bob,course/bob,");
        assertThat(CLASS.get("fetch").get("script").toString()).doesNotContain("rnnkit\\\" grade");
        assertThat(CLASS.get("grade").toString()).doesNotContain("TOKEN");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,2", "3,3"})
    void gradesAClassAndLosesNoSubmission(int kit, int status) throws Exception {
        Files.writeString(folder.resolve("batch.csv"), "ada,course/ada,\nbob,course/bob,main\ncy,course/cy,\n");
        Files.createDirectories(folder.resolve("submissions/ada"));
        Files.createDirectories(folder.resolve("submissions/.not-fetched"));
        Files.writeString(folder.resolve("submissions/.not-fetched/bob"), "no branch main\n");
        Files.writeString(folder.resolve("grading.yaml"), "training: {proof: true}\n");
        workspace.setKitResult(kit, "");
        workspace.addKitReport("scores.csv", "name,total\n");

        Workspace.Run run = run(CLASS.get("grade"), Map.of());

        assertThat(run.status()).as(run.log()).isEqualTo(status);
        assertThat(folder.resolve("submissions").toFile().list()).containsExactlyInAnyOrder("ada", ".not-fetched");
        assertThat(folder.resolve("submissions/.not-fetched/bob")).hasContent("no branch main");
        assertThat(folder.resolve("submissions/.not-fetched/cy")).content().contains("Start a new pipeline");
        assertThat(workspace.arguments()).containsExactly("grade-all", "submissions", "--out", "marks", "--format",
                "junit,markdown", "--config", "grading.yaml", "--require-isolation");
    }

    /** Runs a job's script as GitLab does: all lines in one shell, which ends at the first error. */
    private Workspace.Run run(JsonNode job, Map<String, String> environment) throws Exception {
        String script = StreamSupport.stream(job.get("script").spliterator(), false).map(JsonNode::asText)
                .collect(Collectors.joining("\n"));
        Map<String, String> variables = new HashMap<>();
        job.path("variables").properties().forEach(variable -> variables.put(variable.getKey(), variable.getValue().asText()));
        variables.put("RNNKIT_HOME", folder.resolve("kit").toString());
        variables.putAll(environment);
        return workspace.run(variables, "bash", "-eo", "pipefail", "-c", script);
    }
}
