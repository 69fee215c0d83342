package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that run the grading step of feedback.yml. */
class FeedbackStepTest extends ScriptTest {

    private static final JsonNode GRADE = Workflow.of(".github/workflows/feedback.yml").step("feedback", "Grade");

    FeedbackStepTest() {
        super("jq");
    }

    @BeforeEach
    void addReport() throws IOException {
        workspace.addKitReport("report.json", report("passed", "passed"));
        workspace.addKitReport("summary.md", "# The board\n");
    }

    @Test
    void showsTheBoard() throws Exception {
        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isZero();
        assertThat(run.summary()).isEqualTo("# The board\n");
        assertThat(workspace.arguments()).containsExactly("grade", "exercises", "--out", folder.resolve("report").toString(),
                "--format", "markdown,annotations", "--no-training");
    }

    @Test
    void trainsIfAskedTo() throws Exception {
        assertThat(workspace.run(GRADE, with("TRAINING", "true")).status()).isZero();

        assertThat(workspace.arguments()).doesNotContain("--no-training");
    }

    @ParameterizedTest
    @CsvSource({"2,usage error", "3,grader error", "137,grader error"})
    void usageErrorsAndGraderErrorsGiveNoScore(int status, String title) throws Exception {
        workspace.setKitResult(status, "something\nrnnkit: the disk is full\n");

        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.log()).containsPattern("(?m)^::error title=Not graded%3A .*" + title + "::rnnkit: the disk is full");
        assertThat(run.summary()).contains(title, "There is no score", "    rnnkit: the disk is full\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"score\": 1", "{\"score\":\"100\\nforged=1\",\"maxScore\":100}"})
    void givesNoScoreWithoutACompleteReport(String report) throws Exception {
        workspace.addKitReport("report.json", report);

        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"passed,passed,0,0", "passed,not-started,1,0", "passed,failed,1,1", "error,not-started,1,1",
        "passed,passed,1,1"})
    void isRedIfAWrittenStepIsWrong(String one, String two, int kit, int status) throws Exception {
        workspace.setKitResult(kit, "");
        workspace.addKitReport("report.json", report(one, two));

        Workspace.Run run = workspace.run(GRADE, environment());

        assertThat(run.status()).isEqualTo(status);
        assertThat(run.summary()).isEqualTo("# The board\n");
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
        return new LinkedHashMap<>(Map.of("TARGET", "exercises", "OUT", folder.resolve("report").toString(), "TRAINING",
                "false"));
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
