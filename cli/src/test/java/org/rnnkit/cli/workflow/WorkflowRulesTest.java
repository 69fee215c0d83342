package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Security rules for the workflows: a stranger's code and text must not reach tokens, caches or the shell. */
class WorkflowRulesTest {

    static Stream<Workflow> workflowsAndActions() {
        return Stream.concat(Workflow.all().stream(), Stream.of(PrepareTest.PREPARE));
    }

    static Stream<Workflow> workflowsThatGrade() {
        return Workflow.all().stream().filter(workflow -> !workflow.file().matches(".*/(ci|pages|release)\\.yml"));
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void mayOnlyReadTheRepository(Workflow workflow) {
        assertThat(workflow.yaml().get("permissions").toString()).isEqualTo("{\"contents\":\"read\"}");
        assertThat(workflow.jobs()).filteredOn(job -> job.has("permissions"))
                .allMatch(WorkflowRulesTest::onlyPublishesARelease);
    }

    /** The files of a release are built in another job, which may only read. */
    private static boolean onlyPublishesARelease(JsonNode job) {
        return job.get("permissions").toString().equals("{\"contents\":\"write\"}") && job.get("steps").size() == 2
                && uses(job.at("/steps/0"), "actions/download-artifact@")
                && job.at("/steps/1/run").asText().startsWith("gh release create ");
    }

    /** In an instructor's private copy, the kit's own check must not cost minutes. */
    @Test
    void theKitsOwnCheckRunsOnlyWhereARepositoryAsksForItOrNothingIsCounted() {
        assertThat(Workflow.of(".github/workflows/ci.yml").jobs()).hasSize(2).allSatisfy(job ->
                assertThat(job.get("if").asText()).isEqualTo("vars.RNNKIT_CI == 'true' "
                        + "|| github.event_name == 'workflow_dispatch' "
                        + "|| github.event_name == 'pull_request' && !github.event.repository.private"));
    }

    @Test
    void dependabotsRequestsStartTheShortPart() {
        JsonNode verify = Workflow.of(".github/workflows/ci.yml").yaml().at("/jobs/verify");
        String dependabot = "github.event.pull_request.user.login == 'dependabot[bot]' && ";
        assertThat(verify.at("/strategy/matrix/os").asText()).contains(dependabot + "'[\"ubuntu-latest\"]'");
        assertThat(verify.at("/strategy/matrix/java").asText()).contains(dependabot + "'[\"17\"]'");
        JsonNode tests = Workflow.of(".github/workflows/ci.yml").step("verify", "The kit's tests");
        assertThat(tests.at("/env/SHORT").asText()).contains(dependabot);
        assertThat(tests.get("run").asText()).contains("${SHORT:+-DexcludedGroups=slow,thorough}");
    }

    /** Other triggers, such as pull_request_target, run a stranger's pull request with the rights of the repository. */
    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void hasOnlySafeTriggers(Workflow workflow) {
        assertThat(workflow.yaml().get("on").fieldNames()).toIterable()
                .isSubsetOf("push", "pull_request", "workflow_dispatch", "workflow_call", "schedule");
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void everyJobHasATimeout(Workflow workflow) {
        assertThat(workflow.jobs()).isNotEmpty().allMatch(job -> job.path("timeout-minutes").isInt());
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void hasAConcurrencyGroup(Workflow workflow) {
        assertThat(workflow.yaml().has("concurrency") || workflow.jobs().stream().allMatch(job -> job.has("concurrency")))
                .isTrue();
    }

    /** The value of an expression becomes part of the script and could be a command, so values must be passed by env. */
    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void noScriptContainsAnExpression(Workflow workflow) {
        assertThat(workflow.steps()).extracting(step -> step.path("run").asText())
                .noneMatch(script -> script.contains("${{"));
    }

    /** A tag can be moved to other code, a commit can't. The comment tells people and Dependabot the commit's version. */
    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void everyActionIsPinnedToACommit(Workflow workflow) throws IOException {
        List<String> uses = Files.readAllLines(Workflow.KIT.resolve(workflow.file())).stream()
                .filter(line -> line.matches("\\s*(- )?uses:.*")).map(line -> line.replaceFirst(".*?uses: ", "")).toList();
        assertThat(uses).hasSize((int) workflow.steps().stream().filter(step -> step.has("uses")).count())
                .allMatch(action -> action.matches("actions/[a-z-]+(/[a-z]+)?@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+")
                        || action.startsWith("./kit/"));
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void noCheckoutLeavesItsTokenBehind(Workflow workflow) {
        assertThat(workflow.steps()).filteredOn(step -> uses(step, "actions/checkout")).isNotEmpty()
                .allMatch(step -> step.at("/with/persist-credentials").isBoolean()
                        && !step.at("/with/persist-credentials").asBoolean());
    }

    /** Only a checkout has the token, and the step that fetches submissions without running them. */
    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void noStepThatRunsAStudentsCodeHasAToken(Workflow workflow) {
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

    /** The kit's repository may be private, and its token need not be able to read the students' repositories. */
    @ParameterizedTest
    @ValueSource(strings = {"grade", "grade-class"})
    void theKitHasATokenOfItsOwn(String name) {
        Workflow workflow = Workflow.of(".github/workflows/" + name + ".yml");
        assertThat(workflow.yaml().at("/on/workflow_call/secrets").fieldNames()).toIterable()
                .containsExactly("kit-token", "checkout-token");
        assertThat(workflow.steps()).filteredOn(step -> step.at("/with/path").asText().equals("kit")).isNotEmpty()
                .allSatisfy(step -> assertThat(step.at("/with/token").asText())
                        .isEqualTo("${{ secrets.kit-token || secrets.checkout-token || github.token }}"));
        assertThat(workflow.steps()).filteredOn(step -> step.toString().contains("secrets.kit-token"))
                .allMatch(step -> step.at("/with/path").asText().equals("kit"));
        JsonNode first = workflow.jobs().get(0).get("steps");
        assertThat(first).extracting(step -> step.path("name").asText())
                .containsSubsequence("The kit", "Say why the kit can't be read");
    }

    /** Minutes cost money: a push that changes no code starts no job, and a newer push ends the job of an older one. */
    @Test
    void feedbackRunsOnlyForTheNewestChangedCode() {
        JsonNode feedback = Workflow.of(".github/workflows/feedback.yml").yaml();
        assertThat(feedback.at("/on/push/paths")).extracting(JsonNode::asText)
                .containsExactly("exercises/src/main/java/**.java");
        assertThat(feedback.at("/concurrency/cancel-in-progress").asBoolean()).isTrue();
        assertThat(feedback.at("/concurrency/group").asText()).contains("github.ref");
        assertThat(feedback.get("jobs")).hasSize(1);
    }

    @Test
    void onlyFeedbackIsGivenWithoutASandbox() {
        assertThat(PrepareTest.PREPARE.yaml().at("/inputs/sandbox/default").asText()).isEqualTo("true");
        for (Workflow workflow : Workflow.all()) {
            boolean without = workflow.steps().stream().anyMatch(step -> step.at("/with/sandbox").asText().equals("false"));
            assertThat(without).as(workflow.file()).isEqualTo(workflow.file().endsWith("feedback.yml"));
        }
    }

    @Test
    void theStepWithTheTokenGradesNothing() {
        assertThat(Workflow.of(".github/workflows/grade-class.yml").step("grade", "Fetch the submissions").get("run")
                .asText()).doesNotContain("rnnkit ").doesNotContain("grade-batch");
    }

    /** Later gradings use the libraries of the cache, so it must be saved before a student's code runs. */
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

    /** The kit is built where no student's code runs, and no job can put other bytes in its place. */
    @Test
    void allJobsOfAClassGradeWithOneBuiltKit() {
        Workflow workflow = Workflow.of(".github/workflows/grade-class.yml");
        JsonNode roster = workflow.yaml().at("/jobs/roster");
        assertThat(roster.get("steps")).last().isEqualTo(workflow.step("roster", "Hand on the built kit"));
        assertThat(roster.at("/outputs/built").asText()).isEqualTo("${{ steps.built.outputs.artifact-id }}");
        assertThat(roster.toString()).doesNotContain("submissions");
        for (String job : List.of("grade", "scores")) {
            JsonNode kit = workflow.step(job, "The kit").get("with");
            assertThat(kit.get("ref").asText()).isEqualTo("${{ needs.roster.outputs.commit }}");
            // Without the sources of cli/, the launcher builds nothing.
            assertThat(kit.get("sparse-checkout").asText()).isEqualTo("/*\n!/cli/\n");
            assertThat(workflow.step(job, "The built kit").get("with").toString()).isEqualTo(
                    "{\"artifact-ids\":\"${{ needs.roster.outputs.built }}\",\"path\":\"kit/kit\"}");
            assertThat(workflow.yaml().at("/jobs/" + job + "/steps")).extracting(step -> step.path("name")
                    .asText(step.path("uses").asText())).containsSubsequence("The kit", "The built kit",
                    "./kit/.github/actions/prepare");
        }
    }

    @Test
    void theSubmissionIsFetchedAfterTheCacheIsSaved() {
        List<String> steps = new ArrayList<>();
        Workflow.of(".github/workflows/grade.yml").yaml().at("/jobs/grade/steps")
                .forEach(step -> steps.add(step.path("name").asText(step.path("uses").asText())));
        assertThat(steps).containsSubsequence("The kit", "./kit/.github/actions/prepare", "The submission",
                "The submission (artifact)", "Grade", "Keep the report");
    }

    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void isolationIsRequiredByDefault(Workflow workflow) {
        JsonNode input = workflow.yaml().at("/on/workflow_call/inputs/require-isolation");
        assertThat(input.isMissingNode() || input.get("default").asBoolean()).isTrue();
    }

    @Test
    void updatesOfEveryActionAndLibraryComeInAGroup() {
        JsonNode updates = Workflow.of(".github/dependabot.yml").yaml().get("updates");
        assertThat(updates).extracting(update -> update.get("package-ecosystem").asText())
                .containsExactly("github-actions", "maven");
        assertThat(updates).allSatisfy(update -> {
            assertThat(update.at("/schedule/interval").asText()).isEqualTo("weekly");
            assertThat(update.get("groups")).last().asString().isEqualTo("{\"patterns\":[\"*\"]}");
        });
        assertThat(updates.at("/0/directories")).extracting(JsonNode::asText).containsExactly("/", "/.github/actions/*");
    }

    /** The native library works only with the engine that was released for it. */
    @Test
    void updatesOfDjlAndPyTorchComeTogether() throws IOException {
        JsonNode groups = Workflow.of(".github/dependabot.yml").yaml().at("/updates/1/groups");
        Matcher library = Pattern.compile("<groupId>(.+?)</groupId>\\s*<artifactId>(.+?)</artifactId>")
                .matcher(Files.readString(Workflow.KIT.resolve("pom.xml")));
        Map<String, String> groupOf = new TreeMap<>();
        while (library.find()) {
            groupOf.put(library.group(1) + ":" + library.group(2), group(groups, library.group(1) + ":" + library.group(2)));
        }
        assertThat(groupOf).containsEntry("org.junit:junit-bom", "tests-and-build")
                .containsEntry("org.apache.maven.plugins:maven-surefire-plugin", "tests-and-build")
                .containsEntry("org.apache.commons:commons-csv", "libraries");
        assertThat(groupOf).allSatisfy((name, group) ->
                assertThat(group.equals("djl-and-pytorch")).as(name).isEqualTo(name.startsWith("ai.djl")));
    }

    /** Returns the name of the first group with a pattern that fits; "*" stands for any characters. */
    private static String group(JsonNode groups, String name) {
        return groups.properties().stream().filter(group -> StreamSupport.stream(group.getValue().get("patterns").spliterator(),
                false).anyMatch(pattern -> name.matches(Pattern.quote(pattern.asText()).replace("*", "\\E.*\\Q"))))
                .map(Map.Entry::getKey).findFirst().orElse("none");
    }

    private static List<JsonNode> allSteps(Workflow workflow) {
        return Stream.concat(workflow.steps().stream(), PrepareTest.PREPARE.steps().stream()).toList();
    }

    private static boolean uses(JsonNode step, String action) {
        return step.path("uses").asText().startsWith(action);
    }
}
