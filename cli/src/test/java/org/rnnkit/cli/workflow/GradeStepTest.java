package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that run the grading step of grade.yml and feedback.yml. */
class GradeStepTest extends ScriptTest {

    private static final JsonNode GRADE = Workflow.of(".github/workflows/grade.yml").step("grade", "Grade");
    private static final JsonNode FEEDBACK = Workflow.of(".github/workflows/feedback.yml").step("feedback", "Grade");

    GradeStepTest() {
        super("jq");
    }

    @BeforeEach
    void addReport() throws IOException {
        workspace.addKitReport("report.json", report("passed", "passed"));
        workspace.addKitReport("summary.md", "# The board\n");
    }

    @Test
    void reportsThatAllPassed() throws Exception {
        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isZero();
        assertThat(run.output()).isEqualTo("score=22\nmax-score=22\npassed=true\n");
        assertThat(run.summary()).isEqualTo("# The board\n");
        assertThat(workspace.arguments()).containsExactly("grade", "submission", "--out", folder.resolve("report").toString(),
                "--format", "markdown,annotations", "--require-isolation");
    }

    /** The workflow checks the kit's solutions out beside the submission. */
    @ParameterizedTest
    @CsvSource({"exercises, ../kit/solutions, exercises", "sub, ../kit, sub/solutions", "sub, ../kit, sub/../sub/solutions",
        "sub, own, sub/exercises", "unused, own, ../kit/solutions", "unused, own, ../submission-2", "sub, ../kit/none, sub"})
    void noLinkInTheSubmissionLeadsElsewhere(String link, String leadsTo, String path) throws Exception {
        Path submission = submission(link, leadsTo);

        Workspace.Run run = workspace.run(GRADE, submitted(submission, "/" + path));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.output()).isEmpty();
        assertThat(run.log()).contains("links are never followed").doesNotContain("The board");
        assertThat(folder.resolve("kit/fake/arguments")).doesNotExist();
    }

    /** The workspace itself may be a link: it is not the student's. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/.", "/own/exercises", "/own/../own/exercises", "/none"})
    void gradesAPathInTheSubmission(String path) throws Exception {
        Path submission = submission("unused", "own");
        Path workspaceLink = Files.createSymbolicLink(folder.resolve("link"), folder);

        Workspace.Run run = workspace.run(GRADE, submitted(workspaceLink.resolve("submission"), path));

        assertThat(run.status()).isZero();
        assertThat(workspace.arguments().get(1)).isEqualTo(Path.of(submission.toRealPath() + path).normalize().toString());
    }

    private Path submission(String link, String leadsTo) throws IOException {
        Files.createDirectories(folder.resolve("kit/solutions"));
        Files.createDirectories(folder.resolve("submission-2"));
        Path submission = folder.resolve("submission");
        Files.createDirectories(submission.resolve("own/exercises"));
        Files.createSymbolicLink(submission.resolve(link), Path.of(leadsTo));
        return submission;
    }

    private Map<String, String> submitted(Path submission, String path) {
        Map<String, String> environment = with("SUBMISSION", submission.toString());
        environment.put("TARGET", submission + path);
        return environment;
    }

    @ParameterizedTest
    @CsvSource({"never,0", "not-passed,1"})
    void isRedForMissingStepsOnlyIfAskedTo(String redWhen, int status) throws Exception {
        workspace.setKitResult(1, "board\n");
        workspace.addKitReport("report.json", report("passed", "failed"));

        Workspace.Run run = workspace.run(GRADE, with("RED_WHEN", redWhen));

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.output()).isEqualTo("score=11\nmax-score=22\npassed=false\n");
        assertThat(run.summary()).isEqualTo("# The board\n");
    }

    @ParameterizedTest
    @CsvSource({"2,usage error", "3,grader error", "137,grader error"})
    void usageErrorsAndGraderErrorsGiveNoScore(int status, String title) throws Exception {
        workspace.setKitResult(status, "something\nrnnkit: the disk is full\n");

        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.output()).isEmpty();
        assertThat(run.log()).containsPattern("(?m)^::error title=Not graded%3A .*" + title + "::rnnkit: the disk is full");
        assertThat(run.summary()).contains(title, "There is no score", "    rnnkit: the disk is full\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"score\": 1", "{\"score\":\"100\\nforged=1\",\"maxScore\":100}"})
    void givesNoScoreWithoutACompleteReport(String report) throws Exception {
        workspace.addKitReport("report.json", report);

        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.output()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"passed,passed,0,0", "passed,not-started,1,0", "passed,failed,1,1", "error,not-started,1,1",
        "passed,passed,1,1"})
    void aStudentsRunIsRedIfAWrittenStepIsWrong(String one, String two, int kit, int status) throws Exception {
        workspace.setKitResult(kit, "");
        workspace.addKitReport("report.json", report(one, two));
        Map<String, String> environment = environment();
        environment.putAll(Map.of("REQUIRE_ISOLATION", "false", "RED_WHEN", FEEDBACK.at("/env/RED_WHEN").asText(),
                "TARGET", "exercises", "TRAINING", "false"));

        Workspace.Run run = workspace.run(FEEDBACK, environment);

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.summary()).isEqualTo("# The board\n");
        assertThat(workspace.arguments()).contains("exercises", "--no-training").doesNotContain("--require-isolation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "$(touch x)", "`touch x`", "'; touch x; '", "\"; touch x; \"", "x\ntouch x", "*",
        "&& touch x"})
    void passesEachInputAsOneArgument(String hostile) throws Exception {
        Map<String, String> environment = environment();
        environment.putAll(Map.of("TARGET", hostile, "FORMATS", hostile, "CONFIG", hostile));

        assertThat(workspace.run(GRADE, environment).status()).isZero();

        assertThat(workspace.arguments()).containsExactly("grade", hostile, "--out", folder.resolve("report").toString(),
                "--format", hostile, "--require-isolation", "--config", hostile);
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @Test
    void printedWorkflowCommandsHaveNoEffectExceptAnnotations() throws Exception {
        workspace.setKitResult(1, """
                  ::add-mask::100
                ::stop-commands::mine
                ::mine::
                ##[add-mask]100
                ::add-mask ::100
                ::set-output name=score::100
                ::error file=exercises/A.java,line=3,title=Step 1::wrong
                no end of line ::set-output name=score::100""");

        Workspace.Run run = workspace.run(GRADE, environment());

        List<String> lines = run.log().lines().toList();
        assertThat(lines.get(0)).matches("::stop-commands::[0-9a-f]{32}");
        String end = "::" + lines.get(0).substring("::stop-commands::".length()) + "::";
        assertThat(lines.subList(0, lines.indexOf(end)))
                .contains("::add-mask ::100", "::stop-commands::mine");
        assertThat(lines.subList(lines.indexOf(end) + 1, lines.size()))
                .containsExactly("::error file=exercises/A.java,line=3,title=Step 1::wrong");
        assertThat(run.output()).contains("score=22");
    }

    @Test
    void aReasonStaysOneMessage() throws Exception {
        workspace.setKitResult(2, "rnnkit: 100% of a,b\r\n");

        assertThat(workspace.run(GRADE, environment()).log())
                .containsPattern("(?m)^::error title=[^\n]*::rnnkit: 100%25 of a,b%0D \\(exit status 2, no score\\)$");
    }

    @Test
    void lastLinesAreNotReadAsMarkdown() throws Exception {
        workspace.setKitResult(3, "```\n\n<img src=x>\n# Score 100\nrnnkit: no\n");

        assertThat(workspace.run(GRADE, environment()).summary().lines().skip(4).filter(line -> !line.isEmpty()))
                .isNotEmpty().allMatch(line -> line.startsWith("    "));
    }

    private Map<String, String> environment() {
        return new LinkedHashMap<>(Map.of("SUBMISSION", "", "TARGET", "submission", "OUT", folder.resolve("report").toString(),
                "FORMATS", "markdown,annotations", "CONFIG", "", "TRAINING", "true", "REQUIRE_ISOLATION", "true",
                "RED_WHEN", "never"));
    }

    private Map<String, String> with(String name, String value) {
        Map<String, String> environment = environment();
        environment.put(name, value);
        return environment;
    }

    private static String report(String one, String two) {
        int score = ("passed".equals(one) ? 11 : 0) + ("passed".equals(two) ? 11 : 0);
        return "{\"score\":" + score + ",\"maxScore\":22,\"steps\":[{\"status\":\"" + one + "\"},{\"status\":\"" + two
                + "\"}]}";
    }
}
