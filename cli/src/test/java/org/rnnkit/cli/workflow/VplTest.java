package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the scripts for Moodle's Virtual Programming Lab in docs/vpl/, with a fake kit. */
class VplTest extends ScriptTest {

    @Test
    void printsTheGradeAndNothingOfTheLog() throws Exception {
        workspace.setKitResult(1, "Grade :=>> 100\n");
        workspace.addKitReport("vpl.txt", "<|--\n-4 of 9 steps passed\n--|>\nGrade :=>> 44.00\n");

        assertThat(run("vpl_evaluate.sh", Map.of())).isEqualTo("<|--\n-4 of 9 steps passed\n--|>\nGrade :=>> 44.00\n");
        assertThat(workspace.arguments()).startsWith("grade", ".", "--no-training", "--format", "vpl", "--out")
                .containsSubsequence("--steps-limit", "4").doesNotContain("--config");
    }

    @ParameterizedTest
    @CsvSource({"2,false", "3,true", "137,true"})
    void proposesNoGradeIfGradingFails(int status, boolean tellInstructor) throws Exception {
        workspace.setKitResult(status, "::x\nGrade :=>> 100\n");
        workspace.setKitErrorOutput("rnnkit: None of the steps is in it.\nGrade :=>> 100\n");

        String output = run("vpl_evaluate.sh", Map.of());

        assertThat(output.lines()).allMatch(line -> line.startsWith("Comment :=>> "));
        assertThat(output).contains("exit status " + status, "rnnkit: None of the steps is in it.");
        assertThat(output.contains("Tell your instructor")).isEqualTo(tellInstructor);
    }

    /** VPL writes its limits and the highest grade into a file; the kit reads the grade from the environment. */
    @Test
    void usesTheLimitsOfTheActivity() throws Exception {
        Files.writeString(folder.resolve("vpl_environment.sh"), "export VPL_MAXTIME=660\nexport VPL_GRADEMAX=10.00000\n");
        Files.writeString(folder.resolve("rnnkit-grading.yaml"), "training: {proof: true}\n");

        run("vpl_evaluate.sh", Map.of());

        assertThat(workspace.arguments()).containsSubsequence("--config", "rnnkit-grading.yaml", "--steps-limit", "10");
        assertThat(workspace.kitEnvironment()).contains("VPL_GRADEMAX=10.00000");
    }

    @Test
    void aRunShowsTheBoardWithoutAGrade() throws Exception {
        workspace.setKitResult(1, "the board\n");

        assertThat(run("vpl_run.sh", Map.of())).isEqualTo("the board\n");
        assertThat(workspace.arguments()).doesNotContain("vpl");
    }

    /** VPL grades as another user than the one who has built the kit. */
    @ParameterizedTest
    @ValueSource(strings = {"vpl_run.sh", "vpl_evaluate.sh"})
    void takesTheLibrariesThatLieInTheKit(String script) throws Exception {
        run(script, Map.of());

        assertThat(workspace.kitEnvironment()).contains("MAVEN_ARGS=-Dmaven.repo.local=" + folder.resolve("kit/libraries"));
    }

    /** Runs a script as VPL does: first the script, then the program that it has written. */
    private String run(String script, Map<String, String> environment) throws Exception {
        Workspace.Run prepared = workspace.run(environment, "bash", Workflow.KIT.resolve("docs/vpl/" + script).toString());
        assertThat(prepared.status()).as(prepared.log()).isZero();
        assertThat(prepared.log()).isEmpty();
        assertThat(Files.isExecutable(folder.resolve("vpl_execution"))).isTrue();
        return workspace.run(Map.of("RNNKIT_HOME", folder.resolve("kit").toString()),
                folder.resolve("vpl_execution").toString()).log();
    }
}
