package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the action that prepares a machine. */
class PrepareTest extends ScriptTest {

    static final Workflow PREPARE = Workflow.of(".github/actions/prepare/action.yml");
    static final JsonNode CHECK = PREPARE.actionStep("Check this machine");

    @ParameterizedTest
    @CsvSource({"true, doctor", "false, --version"})
    void startsTheKitBeforeTheLibrariesAreSaved(String sandbox, String argument) throws Exception {
        Workspace.Run run = workspace.run(CHECK, Map.of("SANDBOX", sandbox));

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(workspace.arguments()).containsExactly(argument);
        assertThat(PREPARE.steps()).last().isEqualTo(PREPARE.actionStep("Save the libraries"));
    }

    /** A kept build would grade with old tests. */
    @Test
    void theCacheHasOnlyLibrariesAndDependsOnlyOnTheirList() {
        JsonNode restore = PREPARE.actionStep("Restore the libraries").get("with");
        JsonNode save = PREPARE.actionStep("Save the libraries");
        assertThat(restore.get("path").asText()).isEqualTo("~/.m2/repository");
        assertThat(restore.get("key").asText())
                .isEqualTo(restore.get("restore-keys").asText() + "${{ hashFiles('kit/kit/*/libraries.txt') }}");
        assertThat(save.at("/with/path")).isEqualTo(restore.get("path"));
        assertThat(save.at("/with/key")).isEqualTo(restore.get("key"));
        assertThat(save.get("if").asText()).startsWith("inputs.save-cache == 'true' && ");
    }
}
