package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Security rules for the workflows: a stranger's code and text must not reach tokens, caches or the shell. */
class WorkflowRulesTest {

    private static final Workflow CLASS = Workflow.of(".github/workflows/grade-class.yml");

    static Stream<Workflow> workflowsAndActions() {
        return Stream.concat(Workflow.all().stream(), Stream.of(PrepareTest.PREPARE));
    }

    static Stream<Workflow> workflowsThatGrade() {
        return Workflow.all().stream().filter(workflow -> !workflow.file().matches(".*/(ci|release)\\.yml"));
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void mayOnlyReadTheRepository(Workflow workflow) {
        assertThat(workflow.yaml().get("permissions").properties()).isNotEmpty()
                .allMatch(permission -> permission.getValue().asText().equals("read"));
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
        assertThat(Workflow.of(".github/workflows/ci.yml").jobs()).hasSize(1).allSatisfy(job ->
                assertThat(job.get("if").asText()).isEqualTo("vars.RNNKIT_CI == 'true' "
                        + "|| github.event_name == 'workflow_dispatch' "
                        + "|| github.event_name == 'pull_request' && !github.event.repository.private"));
    }

    /** What CI shows must be what a reader of the README sees, and no library of an earlier run may hide what is missing. */
    @Test
    void theKitsOwnCheckRunsBothCommandsOfTheReadmeFromNothing() throws IOException {
        Workflow workflow = Workflow.of(".github/workflows/ci.yml");
        String section = Files.readString(Workflow.KIT.resolve("README.md")).replaceFirst("(?s).*\n## Two commands\n", "")
                .replaceFirst("(?s)\n## .*", "");
        List<String> commands = Pattern.compile("```\n(.*)\n```").matcher(section).results()
                .map(block -> block.group(1)).toList();
        assertThat(commands).hasSize(2);
        assertThat(workflow.steps()).extracting(step -> step.path("run").asText()).containsSubsequence(commands)
                .contains(commands.get(0).replace("./", ""));
        assertThat(workflow.yaml().toString()).doesNotContain("cache");
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

    /** GitHub only warns of an input that an action does not have. These are in the action.yml of the pinned commits. */
    private static final Map<String, Set<String>> INPUTS = Map.of(
            "actions/checkout", Set.of("repository", "ref", "token", "path", "persist-credentials"),
            "actions/setup-java", Set.of("distribution", "java-version"),
            "actions/cache/restore", Set.of("path", "key", "restore-keys"),
            "actions/cache/save", Set.of("path", "key"),
            "actions/upload-artifact", Set.of("name", "path", "if-no-files-found", "retention-days", "overwrite",
                    "include-hidden-files"),
            "actions/download-artifact", Set.of("name", "path"));

    @ParameterizedTest
    @MethodSource("workflowsAndActions")
    void everyInputIsOneThatItsActionHas(Workflow workflow) {
        Set<String> ofPrepare = PrepareTest.PREPARE.yaml().get("inputs").properties().stream().map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(workflow.steps()).filteredOn(step -> step.has("uses")).isNotEmpty().allSatisfy(step -> {
            String action = step.get("uses").asText().replaceFirst("@.*", "");
            assertThat(action.equals("./kit/.github/actions/prepare") ? ofPrepare : INPUTS.get(action)).as(action)
                    .containsAll(step.path("with").properties().stream().map(Map.Entry::getKey).toList());
        });
    }

    @ParameterizedTest
    @MethodSource("org.rnnkit.cli.workflow.Workflow#all")
    void noCheckoutLeavesItsTokenBehind(Workflow workflow) {
        assertThat(workflow.steps()).filteredOn(step -> uses(step, "actions/checkout")).isNotEmpty()
                .allMatch(step -> step.at("/with/persist-credentials").isBoolean()
                        && !step.at("/with/persist-credentials").asBoolean());
    }

    /** Only a checkout has a token, and the steps that fetch and run no student's code. */
    @ParameterizedTest
    @MethodSource("workflowsThatGrade")
    void noStepThatRunsAStudentsCodeHasAToken(Workflow workflow) {
        assertThat(workflow.yaml().has("env")).isFalse();
        for (JsonNode job : workflow.jobs()) {
            assertThat(job.has("env")).isFalse();
            for (JsonNode step : job.get("steps")) {
                String text = step.toString();
                boolean fetches = uses(step, "actions/checkout")
                        || step.path("name").asText().startsWith("Fetch the ");
                assertThat(fetches || !text.contains("secrets") && !text.contains("github.token")).as(text).isTrue();
            }
        }
    }

    /** The kit's repository may be private, and its token need not be able to read the students' repositories. */
    @Test
    void theKitHasATokenOfItsOwn() {
        assertThat(CLASS.yaml().at("/on/workflow_call/secrets").fieldNames()).toIterable()
                .containsExactly("kit-token", "checkout-token");
        assertThat(CLASS.step("class", "The kit").at("/with/token").asText())
                .isEqualTo("${{ secrets.kit-token || secrets.checkout-token || github.token }}");
        assertThat(CLASS.steps()).filteredOn(step -> step.toString().contains("secrets.kit-token")).hasSize(1);
        assertThat(names(CLASS)).containsSubsequence("The kit", "Say why the kit can't be read");
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
    void theStepsWithATokenGradeNothing() {
        assertThat(CLASS.steps()).filteredOn(step -> step.path("name").asText().startsWith("Fetch the ")).hasSize(2)
                .allSatisfy(step -> assertThat(step.get("run").asText()).doesNotContain("rnnkit ", "grade-"));
    }

    /** The findings are in a hidden folder, and without them each run grades the whole class. */
    @Test
    void theResultsAreKeptWithTheirFindingsAlsoOfARunThatFails() {
        JsonNode keep = CLASS.step("class", "Keep the results");
        assertThat(keep.get("if").asText()).isEqualTo("always()");
        assertThat(keep.at("/with/include-hidden-files").asBoolean()).isTrue();
        assertThat(keep.at("/with/path").asText()).isEqualTo(CLASS.step("class", "Grade").at("/env/OUT").asText() + "/");
        assertThat(CLASS.yaml().at("/permissions/actions").asText()).isEqualTo("read");
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

    @Test
    void theSubmissionsAreFetchedAfterTheCacheIsSaved() {
        assertThat(names(CLASS)).containsSubsequence("The kit", "./kit/.github/actions/prepare", "Fetch the submissions",
                "Grade", "Keep the results");
    }

    private static List<String> names(Workflow workflow) {
        return workflow.steps().stream().map(step -> step.path("name").asText(step.path("uses").asText())).toList();
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
