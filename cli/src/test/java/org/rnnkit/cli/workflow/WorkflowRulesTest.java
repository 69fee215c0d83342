package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What keeps a stranger's code and words away from tokens, caches and the shell. */
class WorkflowRulesTest {

    private static final Workflow PREPARE = Workflow.of(".github/actions/prepare/action.yml");

    static List<Workflow> workflows() {
        return Workflow.all();
    }

    static Stream<Workflow> workflowsAndActions() {
        return Stream.concat(Workflow.all().stream(), Stream.of(PREPARE));
    }

    static Stream<Workflow> workflowsThatGrade() {
        return Workflow.all().stream().filter(workflow -> !workflow.file().endsWith("/ci.yml"));
    }

    @Test
    void thereAreFour() {
        assertThat(workflows()).extracting(Workflow::file).containsExactly(".github/workflows/ci.yml",
                ".github/workflows/feedback.yml", ".github/workflows/grade-class.yml", ".github/workflows/grade.yml");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void itMayReadAndNothingElse(Workflow workflow) {
        assertThat(workflow.yaml().get("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(workflow.jobs()).noneMatch(job -> job.has("permissions"));
    }

    /** With these a stranger's pull request runs with the rights of the repository. */
    @ParameterizedTest
    @MethodSource("workflows")
    void itIsStartedByNobodyElse(Workflow workflow) {
        assertThat(workflow.yaml().get("on").fieldNames()).toIterable()
                .isSubsetOf("push", "pull_request", "workflow_dispatch", "workflow_call");
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void everyJobEndsByItself(Workflow workflow) {
        assertThat(workflow.jobs()).isNotEmpty().allMatch(job -> job.path("timeout-minutes").isInt());
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void itHasAConcurrencyGroup(Workflow workflow) {
        assertThat(workflow.yaml().has("concurrency") || workflow.jobs().stream().allMatch(job -> job.has("concurrency")))
                .isTrue();
    }

    /** An expression is put into the script as text: its value could be a command. Values go through env. */
    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void noExpressionIsInAScript(Workflow workflow) {
        assertThat(workflow.steps()).extracting(step -> step.path("run").asText())
                .noneMatch(script -> script.contains("${{"));
    }

    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void everyActionIsPinnedToAMajorVersion(Workflow workflow) {
        assertThat(workflow.steps()).filteredOn(step -> step.has("uses")).extracting(step -> step.get("uses").asText())
                .allMatch(uses -> uses.matches("actions/[a-z-]+(/[a-z]+)?@v\\d+") || uses.startsWith("./kit/"));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void noCheckoutLeavesItsTokenBehind(Workflow workflow) {
        assertThat(workflow.steps()).filteredOn(step -> uses(step, "actions/checkout")).isNotEmpty()
                .allMatch(step -> step.at("/with/persist-credentials").isBoolean()
                        && !step.at("/with/persist-credentials").asBoolean());
    }

    /** The token is an input of a checkout, or in the environment of the one step that fetches and runs nothing. */
    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void noTokenIsWhereAStudentsCodeRuns(Workflow workflow) {
        assertThat(workflow.yaml().has("env")).isFalse();
        for (JsonNode job : workflow.jobs()) {
            assertThat(job.has("env")).isFalse();
            for (JsonNode step : job.get("steps")) {
                String text = step.toString();
                boolean fetches = uses(step, "actions/checkout")
                        || step.path("name").asText().equals("Fetch the submissions");
                assertThat(fetches || !text.contains("secrets") && !text.contains("github.token")).as(text).isTrue();
            }
        }
    }

    @Test
    void nothingIsGradedInTheStepThatHasTheToken() {
        assertThat(Workflow.of(".github/workflows/grade-class.yml").step("grade", "Fetch the submissions").get("run")
                .asText()).doesNotContain("rnnkit ").doesNotContain("grade-batch");
    }

    /** What a cache keeps is what later gradings are built from: it is closed before a student's code comes. */
    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void noCacheIsSavedAfterAStudentsCodeHasRun(Workflow workflow) {
        for (JsonNode step : allSteps(workflow)) {
            assertThat(uses(step, "actions/cache") && !step.get("uses").asText().matches(".*/(save|restore)@.*"))
                    .as("saves at the end of the job").isFalse();
            assertThat(uses(step, "actions/setup-java") && step.path("with").has("cache"))
                    .as("saves at the end of the job").isFalse();
        }
        for (JsonNode job : workflow.jobs()) {
            boolean graded = false;
            for (JsonNode step : job.get("steps")) {
                boolean saves = step.toString().contains("\"save-cache\":\"true\"") || uses(step, "actions/cache/save");
                assertThat(saves && graded).as(step.toString()).isFalse();
                graded |= step.path("run").asText().matches("(?s).*/grade[a-z-]*\\.sh.*");
            }
        }
    }

    @Test
    void aSubmissionComesAfterTheCacheIsClosed() {
        List<String> steps = new ArrayList<>();
        Workflow.of(".github/workflows/grade.yml").yaml().at("/jobs/grade/steps")
                .forEach(step -> steps.add(step.path("name").asText(step.path("uses").asText())));
        assertThat(steps).containsSubsequence("The kit", "./kit/.github/actions/prepare", "The submission",
                "The submission (artifact)", "Grade", "Keep the report");
    }

    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void aGradingThatCallsForIsolationHasItByDefault(Workflow workflow) {
        JsonNode input = workflow.yaml().at("/on/workflow_call/inputs/require-isolation");
        assertThat(input.isMissingNode() || input.get("default").asBoolean()).isTrue();
    }

    private static List<JsonNode> allSteps(Workflow workflow) {
        return Stream.concat(workflow.steps().stream(), PREPARE.steps().stream()).toList();
    }

    private static boolean uses(JsonNode step, String action) {
        return step.path("uses").asText().startsWith(action);
    }
}
